#pragma once

#include <array>
#include <string>
#include <vector>

#include "policy/moment.h"
#include "policy/time_zone.h"

namespace holdfast {

/// One urge of the past.
struct PastUrge {
  Wall at;
  bool ridden_out = false;
};

/// When urges come and how they go.
struct Insights {
  int days_observed = 0;
  int urges = 0;
  int ridden_out = 0;
  std::array<int, 24> by_hour{};    ///< local hour of the day
  std::array<int, 7> by_weekday{};  ///< from Sunday
  struct Week {
    std::chrono::local_days begins;  ///< a Monday
    int urges = 0;
    int ridden_out = 0;
  };
  std::vector<Week> by_week;           ///< ascending, without gaps
  std::vector<std::string> sentences;  ///< what it comes to, kindly
};

/// `urges` ascend; `since` is when observation began.
Insights insights(const std::vector<PastUrge>& urges, Wall since, Wall now, const TimeZone& zone);

}  // namespace holdfast
