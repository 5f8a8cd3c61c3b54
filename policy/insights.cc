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
    told.sentences.emplace_back("No urge so far. Quiet days count, too.");
    return;
  }
  if (told.ridden_out > 0) {
    told.sentences.push_back("You rode out " + std::to_string(told.ridden_out) + " of " +
                             std::to_string(told.urges) + ".");
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
    told.sentences.push_back("They come most between " + std::to_string(best_hour) + ":00 and " +
                             std::to_string((best_hour + 3) % 24) +
                             ":00. A plan for just those hours helps more than a general one.");
  }
  const std::size_t weeks = told.by_week.size();
  if (weeks >= 3 && told.by_week[weeks - 2].urges < told.by_week[weeks - 3].urges) {
    told.sentences.emplace_back("Last week there were fewer than the week before.");
  }
}

}  // namespace

Insights insights(const std::vector<PastUrge>& urges, Wall since, Wall now, const TimeZone& zone) {
  Insights told;
  told.days_observed =
      static_cast<int>(std::max<std::int64_t>(0, floor<days>(now - since).count()));
  const local_days first = monday_of(floor<days>(zone.to_local(std::min(since, now))));
  const local_days last = monday_of(floor<days>(zone.to_local(now)));
  for (local_days week = first; week <= last; week += days(7))
    told.by_week.push_back({.begins = week});
  for (const PastUrge& urge : urges) {
    const auto local = zone.to_local(urge.at);
    const local_days day = floor<days>(local);
    ++told.urges;
    if (urge.ridden_out) ++told.ridden_out;
    ++told.by_hour[floor<std::chrono::hours>(local - day).count()];
    ++told.by_weekday[std::chrono::weekday(day).c_encoding()];
    const auto week = (monday_of(day) - first).count() / 7;
    if (week < 0 || week >= static_cast<std::int64_t>(told.by_week.size())) continue;
    ++told.by_week[week].urges;
    if (urge.ridden_out) ++told.by_week[week].ridden_out;
  }
  add_sentences(told);
  return told;
}

}  // namespace holdfast
