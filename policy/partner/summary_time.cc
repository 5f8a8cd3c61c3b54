#include "policy/partner/summary_time.h"

namespace holdfast {
namespace {

using std::chrono::days;

Wall weekly_time_in_week_of(const WeeklyTime& time, std::chrono::local_days day, int weeks,
                            const TimeZone& zone) {
  const auto date = day - (std::chrono::weekday(day) - time.day) + days(7 * weeks);
  return zone.to_wall(date + time.at);
}

std::chrono::local_days local_day(Wall at, const TimeZone& zone) {
  return std::chrono::floor<days>(zone.to_local(at));
}

}  // namespace

Wall last_weekly_time(const WeeklyTime& time, Wall now, const TimeZone& zone) {
  const auto today = local_day(now, zone);
  const Wall this_week = weekly_time_in_week_of(time, today, 0, zone);
  return this_week <= now ? this_week : weekly_time_in_week_of(time, today, -1, zone);
}

Wall next_weekly_time(const WeeklyTime& time, Wall now, const TimeZone& zone) {
  const auto today = local_day(now, zone);
  const Wall this_week = weekly_time_in_week_of(time, today, 0, zone);
  return this_week > now ? this_week : weekly_time_in_week_of(time, today, 1, zone);
}

Wall next_summary(const WeeklyTime& time, std::optional<Wall> told_until, Wall now,
                  const TimeZone& zone) {
  const Wall next = next_weekly_time(time, now, zone);
  const bool is_all_told = told_until && midnight_before(next, zone) <= *told_until;
  return is_all_told ? next_weekly_time(time, next, zone) : next;
}

Wall midnight_before(Wall at, const TimeZone& zone) { return zone.to_wall(local_day(at, zone)); }

}  // namespace holdfast
