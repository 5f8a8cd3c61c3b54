#include "policy/opening.h"

#include <algorithm>

namespace holdfast {
namespace {

using std::chrono::days;
using std::chrono::floor;
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

constexpr days kLookAhead{8};

LocalTime local_midnight(LocalTime local) { return floor<days>(local); }

}  // namespace

bool is_within(DaySpan span, Wall at, const TimeZone& zone) {
  const LocalTime local = zone.to_local(at);
  const auto since_midnight = local - local_midnight(local);
  return span.from <= since_midnight && since_midnight < span.to;
}

bool is_open(const ScheduleRule& schedule, Wall at, const TimeZone& zone) {
  const std::chrono::weekday today(floor<days>(zone.to_local(at)));
  return schedule.days.test(today.c_encoding()) && is_within(schedule.open, at, zone);
}

std::optional<Wall> next_boundary(std::span<const ScheduleRule> schedules, Wall at,
                                  const TimeZone& zone) {
  std::optional<Wall> next;
  const LocalTime today = local_midnight(zone.to_local(at));
  for (const ScheduleRule& schedule : schedules) {
    for (days ahead{-1}; ahead <= kLookAhead; ++ahead) {
      for (const auto edge : {schedule.open.from, schedule.open.to}) {
        const Wall boundary = zone.to_wall(today + ahead + edge);
        if (boundary > at && (!next || boundary < *next)) next = boundary;
      }
    }
  }
  return next;
}

Wall next_within(DaySpan span, Wall at, const TimeZone& zone) {
  if (is_within(span, at, zone)) return at;
  const LocalTime today = local_midnight(zone.to_local(at));
  for (days ahead{0}; ahead <= kLookAhead; ++ahead) {
    const Wall begins = zone.to_wall(today + ahead + span.from);
    if (begins >= at) return begins;
  }
  return at;
}

}  // namespace holdfast
