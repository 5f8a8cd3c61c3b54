#pragma once

#include <chrono>
#include <string>

namespace holdfast {

/// Time of day as the machine's clock shows it (CLOCK_REALTIME). Anybody can turn it.
using Wall = std::chrono::sys_time<std::chrono::milliseconds>;

/// The clock that waits run on: time that has truly passed since Holdfast was set up, suspended
/// time included. Only `TrustedClock` makes these; there is no now() here.
struct ElapsedClock {
  using duration = std::chrono::milliseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<ElapsedClock>;
  static constexpr bool is_steady = true;  // NOLINT: named by the standard
};
using Elapsed = ElapsedClock::time_point;

/// What the machine's clocks said at one instant, untrusted.
struct ClockReading {
  Wall wall;
  std::chrono::milliseconds since_boot{};  ///< CLOCK_BOOTTIME: suspend counts
  std::string boot_id;                     ///< /proc/sys/kernel/random/boot_id
  bool synchronised = false;               ///< adjtimex(2) does not report STA_UNSYNC
  std::chrono::milliseconds awake{};       ///< CLOCK_MONOTONIC: suspend does not count
};

/// The instant at which an event happened, as far as it can be trusted: `wall` is the machine's
/// clock only while that clock is synchronised or has not been turned, see `TrustedClock`.
struct Moment {
  Elapsed elapsed;
  Wall wall;

  friend bool operator==(const Moment&, const Moment&) = default;
};

}  // namespace holdfast
