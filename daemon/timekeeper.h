#pragma once

#include <functional>
#include <optional>
#include <string>

#include "policy/event.h"
#include "policy/trusted_clock.h"

namespace holdfast::daemon {

/// Turns readings of the machine's clocks into the moments that events carry.
class Timekeeper {
 public:
  using Read = std::function<ClockReading()>;

  /// Goes on from `remembered`, what remember() gave, or begins anew. `unwatched` is a reading that
  /// was taken while no daemon ran (unwatched.h).
  Timekeeper(Read read, std::optional<std::string> remembered,
             const std::optional<ClockReading>& unwatched = std::nullopt);

  struct Stamp {
    Moment at;
    std::optional<ClockStep> step;  ///< the wall clock was turned since the stamp before
    event::Absent away;             ///< of the time since then: off, as far as known, and asleep
  };
  Stamp stamp();
  /// The present, for questions: what the next stamp tells of a turned clock or of time away is
  /// told by it none the less.
  Moment look();

  /// `at` as CLOCK_BOOTTIME, for a timer.
  std::chrono::milliseconds since_boot(Elapsed at) const;
  /// One line of text.
  std::string remember() const;
  /// The time between the remembered clock and the first stamp: asleep, off and not running. What
  /// an earlier boot did after the last reading of any kind is not known and counts as off.
  const Coverage& missed() const { return missed_; }

 private:
  /// What is remembered beside the clock: the last reading.
  struct Former {
    TrustedClock clock;
    std::string boot_id;
    std::chrono::milliseconds since_boot{};
    std::chrono::milliseconds awake{};
  };
  static std::optional<Former> parse(const std::string& text);
  Timekeeper(Read read, const ClockReading& first, std::optional<Former> former,
             const std::optional<ClockReading>& unwatched);
  void count_missed(const Former& former);
  void count_unwatched(const Former& former, const ClockReading& unwatched);

  Read read_;
  TrustedClock clock_;
  ClockReading last_;
  Moment last_moment_;
  std::optional<ClockStep> step_;  ///< since the last stamp
  event::Absent away_;             ///< since the last stamp
  Coverage missed_;
};

}  // namespace holdfast::daemon
