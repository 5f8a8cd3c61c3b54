#pragma once

#include <functional>
#include <optional>

#include "policy/event.h"
#include "policy/trusted_clock.h"

namespace holdfast::daemon {

/// Turns readings of the machine's clocks into the moments that events carry.
class Timekeeper {
 public:
  using Read = std::function<ClockReading()>;

  /// Goes on from `remembered`, a clock's `serialise()`, or begins anew.
  Timekeeper(Read read, std::optional<std::string> remembered);

  struct Stamp {
    Moment at;
    std::optional<ClockStep> step;  ///< the wall clock was turned since the stamp before
  };
  Stamp stamp();

  /// `at` as CLOCK_BOOTTIME, for a timer.
  std::chrono::milliseconds since_boot(Elapsed at) const;
  std::string remember() const { return clock_.serialise(); }
  /// Powered-on time between the remembered clock and the first stamp.
  std::chrono::milliseconds unobserved() const { return unobserved_; }

 private:
  Timekeeper(Read read, const ClockReading& first, std::optional<std::string> remembered);

  Read read_;
  TrustedClock clock_;
  ClockReading last_;
  Moment last_moment_;
  std::chrono::milliseconds unobserved_{};
};

}  // namespace holdfast::daemon
