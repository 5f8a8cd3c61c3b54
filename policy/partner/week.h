#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "policy/coverage.h"
#include "policy/log_entry.h"
#include "policy/partner/letter.h"
#include "policy/time_zone.h"

namespace holdfast {

/// What the days of a summary came to: counts, and nothing that names anybody or anything.
struct Week {
  std::chrono::local_days from;
  std::chrono::local_days until;  ///< exclusive

  struct Day {
    std::chrono::local_days date;
    int urges = 0;
    int ridden_out = 0;  ///< of these
    friend bool operator==(const Day&, const Day&) = default;
  };
  std::vector<Day> days;  ///< all of them

  int slips = 0;
  int promises_kept = 0;
  int tampering = 0;
  int explained = 0;
  int loosenings_asked = 0;
  int loosenings_confirmed = 0;
  int loosenings_let_go = 0;  ///< cancelled, or lapsed
  int loosenings_refused = 0;
  int unlocked = 0;  ///< with the friend's code
  int keys_made = 0;
  int allowances = 0;
  int clock_turned = 0;
  int account_changed = 0;
  int erased = 0;
  Coverage coverage;

  int urges() const;
  int ridden_out() const;
  friend bool operator==(const Week&, const Week&) = default;
};

/// Whole days, from one on and up to another.
struct DaysTold {
  std::chrono::local_days from;
  std::chrono::local_days until;  ///< exclusive
  friend bool operator==(const DaysTold&, const DaysTold&) = default;
};
DaysTold days_of(const ToldSpan& span, const TimeZone& zone);

/// Counts the entries of the record, which are given in their order: those from the span on and
/// up to now, since what became of an urge, and how a day went, is written after its end.
class WeekReader {
 public:
  /// `zone` must outlive the reader.
  WeekReader(const ToldSpan& span, const TimeZone& zone);
  WeekReader(const WeekReader&) = delete;
  WeekReader& operator=(const WeekReader&) = delete;

  void take(const LogEntry& entry);
  const Week& week() const { return week_; }

 private:
  Week::Day* day_of(Wall at);
  bool is_asked_for(const LogEntry& entry);

  ToldSpan span_;
  const TimeZone& zone_;
  Week week_;
  std::map<std::int64_t, Week::Day*> urge_days_;
  std::set<std::int64_t> not_asked_for_;  ///< edits
};

/// The kinds of entries that count.
std::vector<std::string> week_kinds();

}  // namespace holdfast
