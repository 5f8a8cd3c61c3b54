#include "daemon/timekeeper.h"

#include <utility>

namespace holdfast::daemon {
namespace {

TrustedClock clock_from(const ClockReading& first, const std::optional<std::string>& remembered) {
  if (remembered) {
    if (auto clock = TrustedClock::parse(*remembered)) return std::move(clock).value();
  }
  return TrustedClock::begin(first);
}

}  // namespace

Timekeeper::Timekeeper(Read read, std::optional<std::string> remembered)
    : Timekeeper(read, read(), std::move(remembered)) {}

Timekeeper::Timekeeper(Read read, const ClockReading& first, std::optional<std::string> remembered)
    : read_(std::move(read)), clock_(clock_from(first, remembered)), last_(first) {
  const Elapsed before = remembered ? clock_.elapsed() : Elapsed{};
  last_moment_ = clock_.advance(first).at;
  // With the power off there was nothing to observe: only this boot's time can be missed.
  if (remembered) unobserved_ = std::min(last_moment_.elapsed - before, first.since_boot);
}

Timekeeper::Stamp Timekeeper::stamp() {
  last_ = read_();
  const TrustedClock::Advanced advanced = clock_.advance(last_);
  last_moment_ = advanced.at;
  return {advanced.at, advanced.step};
}

std::chrono::milliseconds Timekeeper::since_boot(Elapsed at) const {
  return last_.since_boot + (at - last_moment_.elapsed);
}

}  // namespace holdfast::daemon
