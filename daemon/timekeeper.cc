#include "daemon/timekeeper.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace holdfast::daemon {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kApart = " | ";
// The clocks are read one after the other.
constexpr milliseconds kNothing(1000);

milliseconds at_least_zero(milliseconds time) { return std::max(time, milliseconds()); }
milliseconds if_noticed(milliseconds time) { return time < kNothing ? milliseconds() : time; }

}  // namespace

Timekeeper::Timekeeper(Read read, std::optional<std::string> remembered)
    : Timekeeper(read, read(), remembered ? parse(*remembered) : std::nullopt) {}

Timekeeper::Timekeeper(Read read, const ClockReading& first, std::optional<Former> former)
    : read_(std::move(read)),
      clock_(former ? former->clock : TrustedClock::begin(first)),
      last_(first) {
  last_moment_ = clock_.advance(first).at;
  if (former) count_missed(*former);
}

void Timekeeper::count_missed(const Former& former) {
  const milliseconds passed = last_moment_.elapsed - former.clock.elapsed();
  const bool is_same_boot = former.boot_id == last_.boot_id;
  const milliseconds on =
      std::min(passed, is_same_boot ? last_.since_boot - former.since_boot : last_.since_boot);
  const milliseconds in_use = std::min(on, is_same_boot ? last_.awake - former.awake : last_.awake);
  missed_.not_running = at_least_zero(in_use);
  missed_.asleep = at_least_zero(on - in_use);
  missed_.off = at_least_zero(passed - on);
}

std::optional<Timekeeper::Former> Timekeeper::parse(const std::string& text) {
  const std::size_t apart = text.find(kApart);
  auto clock = TrustedClock::parse(std::string_view(text).substr(0, apart));
  if (!clock) return std::nullopt;
  if (apart == std::string::npos) return Former{.clock = std::move(*clock), .boot_id = {}};
  std::istringstream rest(text.substr(apart + kApart.size()));
  std::int64_t since_boot = 0;
  std::int64_t awake = 0;
  std::string boot_id;
  if (!(rest >> since_boot >> awake)) return std::nullopt;
  rest >> boot_id;  // may be empty
  return Former{std::move(*clock), boot_id, milliseconds(since_boot), milliseconds(awake)};
}

std::string Timekeeper::remember() const {
  return clock_.serialise() + std::string(kApart) + std::to_string(last_.since_boot.count()) + " " +
         std::to_string(last_.awake.count()) + " " + last_.boot_id;
}

Timekeeper::Stamp Timekeeper::stamp() {
  const ClockReading before = std::exchange(last_, read_());
  const Moment moment_before = last_moment_;
  const TrustedClock::Advanced advanced = clock_.advance(last_);
  last_moment_ = advanced.at;
  const milliseconds on = last_.since_boot - before.since_boot;
  const milliseconds awake = last_.awake - before.awake;
  return {advanced.at,
          advanced.step,
          {.off = if_noticed(advanced.at.elapsed - moment_before.elapsed - on),
           .asleep = if_noticed(on - awake)}};
}

milliseconds Timekeeper::since_boot(Elapsed at) const {
  return last_.since_boot + (at - last_moment_.elapsed);
}

}  // namespace holdfast::daemon
