#include "policy/insights.h"

#include <algorithm>

namespace holdfast {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;

// Fewer than this many urges show no pattern, only chance.
constexpr int kEnoughForAPattern = 8;

local_days monday_of(local_days day) {
  return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

void add_sentences(Insights& told) {
  if (told.urges == 0) {
    told.sentences.push_back(say("No urge so far. Quiet days count, too."));
    return;
  }
  if (told.ridden_out > 0) {
    told.sentences.push_back(say("You rode out {1} of {2}.",
                                 {std::to_string(told.ridden_out), std::to_string(told.urges)}));
  }
  if (told.urges < kEnoughForAPattern) return;
  // The three-hour span with the most urges, over midnight as well.
  int best_hour = 0;
  int best_count = -1;
  for (int hour = 0; hour < 24; ++hour) {
    const int count =
        told.by_hour[hour] + told.by_hour[(hour + 1) % 24] + told.by_hour[(hour + 2) % 24];
    if (count > best_count) {
      best_count = count;
      best_hour = hour;
    }
  }
  if (best_count * 3 >= told.urges) {
    told.sentences.push_back(
        say("They come most between {1}:00 and {2}:00. A plan for just those hours helps more than "
            "a general one.",
            {std::to_string(best_hour), std::to_string((best_hour + 3) % 24)}));
  }
  const std::size_t weeks = told.by_week.size();
  if (weeks >= 3 && told.by_week[weeks - 2].urges < told.by_week[weeks - 3].urges) {
    told.sentences.push_back(say("Last week there were fewer than the week before."));
  }
}

void add_days(Insights& told, const Past& past, local_days first, local_days last,
              const TimeZone& zone) {
  first = std::max(first, last - days(kMostDays - 1));
  for (local_days day = first; day <= last; day += days(1)) told.days.push_back({.date = day});
  const auto day_of = [&](Wall at) -> Insights::Day* {
    const auto place = (floor<days>(zone.to_local(at)) - first).count();
    const bool is_told = place >= 0 && place < std::ssize(told.days);
    return is_told ? &told.days[static_cast<std::size_t>(place)] : nullptr;
  };
  for (const PastUrge& urge : past.urges) {
    Insights::Day* day = day_of(urge.at);
    if (day == nullptr) continue;
    ++day->urges;
    if (urge.ridden_out) ++day->ridden_out;
  }
  for (const Wall slip : past.slips) {
    if (Insights::Day* day = day_of(slip)) ++day->slips;
  }
}

}  // namespace

Insights insights(const Past& past, Wall since, Wall now, const TimeZone& zone) {
  Insights told;
  told.days_observed =
      static_cast<int>(std::max<std::int64_t>(0, floor<days>(now - since).count()));
  const local_days first_day = floor<days>(zone.to_local(std::min(since, now)));
  const local_days today = floor<days>(zone.to_local(now));
  const local_days first = monday_of(first_day);
  const local_days last = monday_of(today);
  for (local_days week = first; week <= last; week += days(7))
    told.by_week.push_back({.begins = week});
  for (const PastUrge& urge : past.urges) {
    const auto local = zone.to_local(urge.at);
    const local_days day = floor<days>(local);
    ++told.urges;
    if (urge.ridden_out) ++told.ridden_out;
    const auto hour = static_cast<std::size_t>(floor<std::chrono::hours>(local - day).count());
    const unsigned weekday = std::chrono::weekday(day).c_encoding();
    ++told.by_hour[hour];
    ++told.by_weekday[weekday];
    ++told.by_weekday_hour[weekday * 24 + hour];
    const auto week = (monday_of(day) - first).count() / 7;
    if (week < 0 || week >= static_cast<std::int64_t>(told.by_week.size())) continue;
    ++told.by_week[week].urges;
    if (urge.ridden_out) ++told.by_week[week].ridden_out;
  }
  add_days(told, past, first_day, today, zone);
  for (const auto& [what, times] : past.helped) told.helped.push_back({what, times});
  std::stable_sort(told.helped.begin(), told.helped.end(),
                   [](const auto& one, const auto& other) { return one.times > other.times; });
  add_sentences(told);
  return told;
}

}  // namespace holdfast
