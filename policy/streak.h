#pragma once

#include <array>
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
  int milestone = 0;  ///< in days: the highest that was announced of the running streak

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
/// Milestones that the new streak has passed by then are not announced: nobody wants to be
/// congratulated just after that word.
void record_slip(StreakState& streak, Wall when, Moment now);

/// The days at which a streak is worth a word.
inline constexpr std::array kMilestones = {1, 3, 7, 14, 30, 60, 90, 180, 365};

/// In days; nothing before the streak has begun and after the last of them.
std::optional<int> next_milestone(const StreakState& streak, Moment now);

/// When that will be.
std::optional<Wall> next_milestone_at(const StreakState& streak, Moment now);

/// The highest milestone that was reached and not announced yet, which counts as announced from
/// then on, with those below it: after a week of the machine being off there is one word, not
/// three. Once a streak, so also where the clock is turned back meanwhile.
std::optional<int> take_milestone(StreakState& streak, Moment now);

/// Nothing before the streak has begun.
std::optional<StreakView> view(const StreakState& streak, Moment now);

}  // namespace holdfast
