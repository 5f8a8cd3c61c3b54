#include "platform/clock.h"

#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <limits>
#include <string>
#include <utility>

#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

milliseconds read(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return std::chrono::duration_cast<milliseconds>(seconds(now.tv_sec) + nanoseconds(now.tv_nsec));
}

const std::string& boot_id() {
  static const std::string id = [] {
    std::string line;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), line);
    return line;
  }();
  return id;
}

bool clock_is_synchronised() {
  timex nothing_to_set{};
  return ::adjtimex(&nothing_to_set) >= 0 && (nothing_to_set.status & STA_UNSYNC) == 0;
}

timespec to_timespec(milliseconds time) {
  const auto whole = std::chrono::floor<seconds>(time);
  return {whole.count(), static_cast<long>(nanoseconds(time - whole).count())};
}

// Never meant to expire; the kernel clamps it.
constexpr itimerspec kNever{{}, {std::numeric_limits<time_t>::max(), 0}};

bool arm_for_steps(int timer) {
  return ::timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &kNever, nullptr) ==
         0;
}

}  // namespace

ClockReading read_clock() {
  return {Wall(read(CLOCK_REALTIME)), read(CLOCK_BOOTTIME), boot_id(), clock_is_synchronised(),
          read(CLOCK_MONOTONIC)};
}

Result<ClockWatch> ClockWatch::create() {
  Fd timer(::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC));
  if (!timer || !arm_for_steps(timer.get())) {
    return system_error(say("cannot watch the clock for being set"));
  }
  return ClockWatch(std::move(timer));
}

ClockWatch::Seen ClockWatch::take() {
  std::uint64_t expirations = 0;
  const auto got =
      uninterrupted([&] { return ::read(timer_.get(), &expirations, sizeof expirations); });
  const bool canceled = got == -1 && errno == ECANCELED;
  if (canceled) arm_for_steps(timer_.get());
  return canceled ? Seen::kClockSet : Seen::kNothing;
}

Result<WakeTimer> WakeTimer::create(InSuspend in_suspend) {
  constexpr int kFlags = TFD_NONBLOCK | TFD_CLOEXEC;
  if (in_suspend == InSuspend::kWakeMachine) {
    // Refused without the right (EPERM) or without a clock that can wake the machine (EOPNOTSUPP).
    if (Fd timer(::timerfd_create(CLOCK_BOOTTIME_ALARM, kFlags)); timer) {
      WakeTimer waking(std::move(timer), InSuspend::kWakeMachine);
      if (waking.arm(milliseconds::max() / 2)) {
        waking.disarm();
        return waking;
      }
    }
  }
  Fd timer(::timerfd_create(CLOCK_BOOTTIME, kFlags));
  if (!timer) return system_error(say("cannot make a timer"));
  return WakeTimer(std::move(timer), InSuspend::kSleepOn);
}

Result<void> WakeTimer::arm(milliseconds since_boot) {
  // All zeros would disarm; an instant before the first millisecond is past anyway.
  const itimerspec at{{}, to_timespec(std::max(since_boot, milliseconds(1)))};
  if (::timerfd_settime(timer_.get(), TFD_TIMER_ABSTIME, &at, nullptr) == -1) {
    return system_error(say("cannot set a timer"));
  }
  return {};
}

void WakeTimer::disarm() {
  const itimerspec off{};
  ::timerfd_settime(timer_.get(), 0, &off, nullptr);
}

WakeTimer::Seen WakeTimer::take() {
  std::uint64_t expirations = 0;
  const auto got =
      uninterrupted([&] { return ::read(timer_.get(), &expirations, sizeof expirations); });
  return got == sizeof expirations ? Seen::kFired : Seen::kNothing;
}

}  // namespace holdfast::platform
