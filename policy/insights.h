#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "policy/moment.h"
#include "policy/phrase.h"
#include "policy/support.h"
#include "policy/time_zone.h"

namespace holdfast {

/// One urge of the past.
struct PastUrge {
  Wall at;
  bool ridden_out = false;
};

/// What the record tells of the past.
struct Past {
  std::vector<PastUrge> urges;
  std::vector<Wall> slips;
  std::map<Help, int> helped;  ///< how often the person said so
};

/// At most so many days are told one by one.
inline constexpr int kMostDays = 366;

/// When urges come and how they go.
struct Insights {
  int days_observed = 0;
  int urges = 0;
  int ridden_out = 0;
  std::array<int, 24> by_hour{};              ///< local hour of the day
  std::array<int, 7> by_weekday{};            ///< from Sunday
  std::array<int, 7 * 24> by_weekday_hour{};  ///< from midnight before Sunday
  struct Week {
    std::chrono::local_days begins;  ///< a Monday
    int urges = 0;
    int ridden_out = 0;
  };
  std::vector<Week> by_week;  ///< ascending, without gaps
  struct Day {
    std::chrono::local_days date;
    int urges = 0;
    int ridden_out = 0;  ///< of those urges
    int slips = 0;
  };
  std::vector<Day> days;  ///< up to today, ascending, without gaps
  struct Helped {
    Help what{};
    int times = 0;
  };
  std::vector<Helped> helped;     ///< what helped most comes first
  std::vector<Phrase> sentences;  ///< what it comes to, kindly
};

/// The urges ascend; `since` is when observation began.
Insights insights(const Past& past, Wall since, Wall now, const TimeZone& zone);

}  // namespace holdfast
