#pragma once

#include <optional>
#include <vector>

#include "policy/effect.h"
#include "policy/event.h"
#include "policy/state.h"

namespace holdfast {

/// What came of an event.
struct Step {
  State state;
  std::vector<Effect> effects;
  std::optional<Elapsed> wake;  ///< when to send TimePassed at the latest, if ever
};

/// The only place where decisions are made: pure, so that the same events give the same effects on
/// any machine. Takes the state and gives it back changed.
Step step(State state, const Event& event);

/// How long a declared window of contact waits before it opens, and may last.
inline constexpr std::chrono::minutes kAllowanceWait{30};
inline constexpr std::chrono::minutes kLongestAllowance{120};
/// A loosening that is not confirmed this long after it could be, lapses.
inline constexpr std::chrono::hours kConfirmWithin{48};
/// What helped can be said this long after an urge has passed by itself.
inline constexpr std::chrono::hours kSayWhatHelpedWithin{1};
/// A rule made by mistake can be taken back this long.
inline constexpr std::chrono::minutes kTakeBackWithin{10};
/// ... and not again for the same target within this.
inline constexpr std::chrono::hours kTakeBackOnceIn{24};

}  // namespace holdfast
