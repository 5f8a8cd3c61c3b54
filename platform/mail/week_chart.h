#pragma once

#include <string>
#include <vector>

#include "policy/result.h"

namespace holdfast::platform {

/// What the summary's picture shows: a column a day.
struct WeekChart {
  struct Day {
    std::string label;  ///< one or two letters: "M", "Tu"
    int urges = 0;
    int ridden_out = 0;  ///< of these
    friend bool operator==(const Day&, const Day&) = default;
  };
  std::vector<Day> days;
  friend bool operator==(const WeekChart&, const WeekChart&) = default;
};

inline constexpr std::size_t kMostDays = 31;
/// In CSS pixels; the picture has twice as many each way.
inline constexpr int kChartWidth = 600;
inline constexpr int kChartHeight = 200;

/// A PNG of 1200 x 400 pixels. The whole column is the day's urges, its filled part those ridden
/// out, and the numbers stand above. It brings its own light ground, so that it is read on a
/// light and on a dark page. The same chart gives the same bytes: letters and digits are drawn with
/// the font that is part of Cairo, and no installed one is asked for.
///
/// kInvalid for no day, more than 31, a label that is not one to three letters or digits of ASCII,
/// or counts that cannot be.
Result<std::string> draw_week_chart(const WeekChart& chart);

}  // namespace holdfast::platform
