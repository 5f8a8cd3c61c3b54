#pragma once

#include <chrono>
#include <optional>

#include "policy/moment.h"

namespace holdfast {

/// What the streak is counted from. Wall times are trusted ones (`Moment::wall`).
struct StreakState {
  std::optional<Wall> first_start;   ///< when the first rule was made; nothing before
  Wall start;                        ///< of the streak that runs now
  std::chrono::milliseconds best{};  ///< the longest that has ended
  int slips = 0;
  std::optional<Elapsed> closer_support_until;

  friend bool operator==(const StreakState&, const StreakState&) = default;
};

/// The hours after a slip in which the next one is most likely.
inline constexpr std::chrono::hours kCloserSupport{24};

/// The streak as it is shown.
struct StreakView {
  Wall since;
  int days = 0;        ///< whole days of the streak that runs
  int best_days = 0;   ///< the running one included
  int total_days = 0;  ///< whole days since the beginning, whatever happened
  int slips = 0;
  bool closer_support = false;
};

/// Begins the count with the first rule; later calls change nothing.
void begin_streak(StreakState& streak, Moment now);

/// The person says that contact happened at `when`, clamped to [start of the running streak, now].
void record_slip(StreakState& streak, Wall when, Moment now);

/// Nothing before the streak has begun.
std::optional<StreakView> view(const StreakState& streak, Moment now);

}  // namespace holdfast
