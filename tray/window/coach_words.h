#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tray/window/coach_mask.h"
#include "tray/window/snapshot.h"

namespace holdfast::window {

enum class HourBand { kNight, kMorning, kDay, kEvening };
/// In local time (localtime(3)).
HourBand hour_band(std::chrono::sys_seconds at);

/// All that a coach learns of how it goes: counts.
struct CoachMoment {
  std::int64_t days = 0;  ///< of the streak
  bool has_urge = false;
  bool is_tender = false;  ///< closer support after a slip
  HourBand hour = HourBand::kDay;
  friend bool operator==(const CoachMoment&, const CoachMoment&) = default;
};
CoachMoment coach_moment(const Snapshot& snapshot);

/// The body of the request, as OpenAI's chat completions have it. `typed` is masked, and cut where
/// it is very long.
std::string coach_request(std::string_view typed, const Identifiers& identifiers,
                          const CoachMoment& moment, const std::string& model);

/// A question that only shows whether somebody answers.
std::string trial_request(const std::string& model);

}  // namespace holdfast::window
