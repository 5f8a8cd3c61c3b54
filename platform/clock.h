#pragma once

#include <chrono>

#include "platform/fd.h"
#include "policy/moment.h"
#include "policy/result.h"

namespace holdfast::platform {

/// Reads CLOCK_REALTIME, CLOCK_BOOTTIME, CLOCK_MONOTONIC, the boot id and whether the clock is
/// synchronised (adjtimex(2)). Does not fail: where adjtimex is forbidden the clock counts as not
/// synchronised, and a boot id that cannot be read is empty, which is then the same one for every
/// boot.
ClockReading read_clock();

/// Notices that somebody or something set the wall clock: timerfd_create(2),
/// TFD_TIMER_CANCEL_ON_SET. Waking from suspend may be reported too; slewing is not.
class ClockWatch {
 public:
  static Result<ClockWatch> create();

  /// Readable when the clock was set; then call take().
  int fd() const { return timer_.get(); }
  enum class Seen { kNothing, kClockSet };
  /// Does not block; the fd is not readable afterwards.
  Seen take();

 private:
  explicit ClockWatch(Fd timer) : timer_(std::move(timer)) {}
  Fd timer_;
};

/// Becomes readable at an instant of CLOCK_BOOTTIME: time in suspend counts, a turned clock does
/// not.
class WakeTimer {
 public:
  enum class InSuspend {
    kSleepOn,      ///< fires when the machine wakes by itself
    kWakeMachine,  ///< wakes it (CLOCK_BOOTTIME_ALARM), where CAP_WAKE_ALARM and the machine allow
  };
  static Result<WakeTimer> create(InSuspend in_suspend = InSuspend::kSleepOn);

  /// What was got, which is kSleepOn where waking is not permitted.
  InSuspend in_suspend() const { return in_suspend_; }
  int fd() const { return timer_.get(); }
  /// Fires once when ClockReading::since_boot reaches `since_boot`, at once where that is past.
  Result<void> arm(std::chrono::milliseconds since_boot);
  void disarm();
  enum class Seen { kNothing, kFired };
  /// Does not block; the fd is not readable afterwards.
  Seen take();

 private:
  WakeTimer(Fd timer, InSuspend in_suspend) : timer_(std::move(timer)), in_suspend_(in_suspend) {}
  Fd timer_;
  InSuspend in_suspend_ = InSuspend::kSleepOn;
};

}  // namespace holdfast::platform
