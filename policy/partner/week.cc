#include "policy/partner/week.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "policy/written_time.h"

namespace holdfast {
namespace {

using std::chrono::days;
using std::chrono::floor;

constexpr std::pair<std::string_view, int Week::*> kCounted[] = {
    {kind::kSlip, &Week::slips},
    {kind::kPromiseKept, &Week::promises_kept},
    {kind::kTamper, &Week::tampering},
    {kind::kExplained, &Week::explained},
    {kind::kPending, &Week::loosenings_asked},
    {kind::kConfirmed, &Week::loosenings_confirmed},
    {kind::kCancelled, &Week::loosenings_let_go},
    {kind::kLapsed, &Week::loosenings_let_go},
    {kind::kRefused, &Week::loosenings_refused},
    {kind::kUnlocked, &Week::unlocked},
    {kind::kKeyMade, &Week::keys_made},
    {kind::kAllowanceOpened, &Week::allowances},
    {kind::kClock, &Week::clock_turned},
    {kind::kAccountChanged, &Week::account_changed},
    {kind::kErased, &Week::erased},
};

std::int64_t number_in(const boost::json::object& detail, std::string_view key) {
  const boost::json::value* value = detail.if_contains(key);
  return value != nullptr && value->is_int64() ? value->as_int64() : 0;
}

}  // namespace

int Week::urges() const {
  int sum = 0;
  for (const Day& day : days) sum += day.urges;
  return sum;
}

int Week::ridden_out() const {
  int sum = 0;
  for (const Day& day : days) sum += day.ridden_out;
  return sum;
}

WeekReader::WeekReader(const ToldSpan& span, const TimeZone& zone) : span_(span), zone_(zone) {
  const DaysTold told = days_of(span, zone);
  week_.until = told.until;
  week_.from = std::min(told.from, told.until - days(1));
  for (auto date = week_.from; date < week_.until; date += days(1)) {
    week_.days.push_back({.date = date});
  }
}

// A midnight of the zone before is the evening or the morning in this one: the nearer one is meant,
// or a day would be told twice, or never.
DaysTold days_of(const ToldSpan& span, const TimeZone& zone) {
  const auto near = [&](Wall at) {
    return floor<days>(zone.to_local(at) + std::chrono::hours(12));
  };
  return {near(span.from), near(span.until)};
}

Week::Day* WeekReader::day_of(Wall at) {
  if (week_.days.empty()) return nullptr;
  // A midnight that comes twice, or another zone since, can put the first or last hours outside.
  const auto place = (floor<days>(zone_.to_local(at)) - week_.from).count();
  const auto last = static_cast<std::int64_t>(week_.days.size()) - 1;
  return &week_.days[static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, last))];
}

// Names that a list let go of wait like a loosening, but nobody asked for it.
bool WeekReader::is_asked_for(const LogEntry& entry) {
  const std::int64_t edit = number_in(entry.detail, "edit");
  if (entry.kind == kind::kPending && entry.detail.contains("names_removed")) {
    not_asked_for_.insert(edit);
  }
  return !entry.detail.contains("of_list") && (edit == 0 || !not_asked_for_.contains(edit));
}

void WeekReader::take(const LogEntry& entry) {
  if (entry.kind == kind::kCoverage) {
    // It is written when its day is over.
    const boost::json::value* day = entry.detail.if_contains("day");
    if (day == nullptr || !day->is_string()) return;
    const auto when = parse_when(std::string_view(day->as_string()));
    const auto* local = when ? std::get_if<LocalSeconds>(&*when) : nullptr;
    if (local != nullptr && *local >= week_.from && *local < week_.until) {
      week_.coverage += coverage_in(entry.detail);
    }
    return;
  }
  if (entry.kind == kind::kRiddenOut) {
    const auto urge = urge_days_.find(number_in(entry.detail, "urge"));
    if (urge == urge_days_.end()) return;
    ++urge->second->ridden_out;
    urge_days_.erase(urge);  // it can be ridden out once
    return;
  }
  const bool is_asked = is_asked_for(entry);
  if (entry.at.wall < span_.from || entry.at.wall >= span_.until || !is_asked) return;
  if (entry.kind == kind::kUrge) {
    Week::Day* day = day_of(entry.at.wall);
    if (day == nullptr || entry.detail.contains("urge")) return;  // a note to one that lasts
    ++day->urges;
    urge_days_[entry.id] = day;
    return;
  }
  for (const auto& [kind, count] : kCounted) {
    if (kind == entry.kind) ++(week_.*count);
  }
}

std::vector<std::string> week_kinds() {
  std::vector<std::string> kinds{std::string(kind::kCoverage), std::string(kind::kRiddenOut),
                                 std::string(kind::kUrge)};
  for (const auto& [kind, count] : kCounted) kinds.emplace_back(kind);
  return kinds;
}

}  // namespace holdfast
