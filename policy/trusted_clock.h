#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "policy/moment.h"
#include "policy/result.h"

namespace holdfast {

/// The wall clock was turned within one boot.
struct ClockStep {
  std::chrono::milliseconds by{};  ///< forward is positive
  friend bool operator==(const ClockStep&, const ClockStep&) = default;
};

/// Makes moments that can be trusted out of readings that cannot.
///
/// **Elapsed** never decreases and never exceeds the time that has truly passed:
/// - Within one boot it grows by CLOCK_BOOTTIME, whatever the wall clock does.
/// - A new boot adds its whole CLOCK_BOOTTIME, the part before the first reading included.
/// - Time with the power off is added at the first reading of a boot whose clock is synchronised,
/// and
///   only as far as an earlier synchronised reading vouches for it: elapsed is raised to that
///   reading's elapsed time plus the wall time since. Without one, nothing is added.
///
/// **Wall** is the machine's clock while that is synchronised. Otherwise it is the wall time of the
/// anchor plus the elapsed time since, where the anchor is the last synchronised reading or, before
/// the first of those, the first reading of all. Turning the clock thus moves nothing, and a
/// machine that never synchronises keeps one consistent time from set-up on. Wall runs backwards
/// only where a synchronisation corrects it, and by no more than that correction.
class TrustedClock {
 public:
  /// Starts counting: elapsed is zero at `first`.
  static TrustedClock begin(const ClockReading& first);

  struct Advanced {
    Moment at;
    /// How far the raw wall clock moved against CLOCK_BOOTTIME since the reading before, of the
    /// same boot, where that is more than five seconds beyond what slewing (500 ppm) explains.
    std::optional<ClockStep> step;
  };
  /// Takes the next reading in. Readings are given in the order in which they were taken.
  Advanced advance(const ClockReading& reading);

  /// One line of text from which parse() makes an equal clock. A clock that is lost falls back to
  /// what was saved last: elapsed then lacks the time in between, save where the boot is the same.
  std::string serialise() const;
  /// As of the last reading.
  Elapsed elapsed() const { return elapsed_; }
  /// kCorrupt where `text` is no such line.
  static Result<TrustedClock> parse(std::string_view text);

  friend bool operator==(const TrustedClock&, const TrustedClock&) = default;

 private:
  enum class AnchorKind { kFirstReading, kSynchronised };
  struct Anchor {
    AnchorKind kind = AnchorKind::kFirstReading;
    Moment at;
    friend bool operator==(const Anchor&, const Anchor&) = default;
  };
  /// Whether the time before this boot has been counted.
  enum class PowerOff { kUncounted, kCounted };

  TrustedClock() = default;
  void pass_time(const ClockReading& reading);
  void count_power_off(const ClockReading& reading);
  std::optional<ClockStep> step_to(const ClockReading& reading) const;

  Elapsed elapsed_;
  std::string boot_id_;
  std::chrono::milliseconds since_boot_{};  ///< at the last reading
  Wall raw_wall_;                           ///< at the last reading
  Anchor anchor_;
  PowerOff power_off_ = PowerOff::kUncounted;
};

}  // namespace holdfast
