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

Timekeeper::Timekeeper(Read read, std::optional<std::string> remembered,
                       const std::optional<ClockReading>& unwatched)
    : Timekeeper(read, read(), remembered ? parse(*remembered) : std::nullopt, unwatched) {}

Timekeeper::Timekeeper(Read read, const ClockReading& first, std::optional<Former> former,
                       const std::optional<ClockReading>& unwatched)
    : read_(std::move(read)),
      clock_(former ? former->clock : TrustedClock::begin(first)),
      last_(first) {
  last_moment_ = clock_.advance(first).at;
  if (!former) return;
  count_missed(*former);
  if (unwatched && unwatched->boot_id != last_.boot_id) count_unwatched(*former, *unwatched);
}

// A boot that is over: what it did after the daemon's last reading, or all of it where the daemon
// never ran in it. Of what was taken for off so far.
void Timekeeper::count_unwatched(const Former& former, const ClockReading& unwatched) {
  const bool was_watched = unwatched.boot_id == former.boot_id;
  const milliseconds on =
      at_least_zero(unwatched.since_boot - (was_watched ? former.since_boot : milliseconds()));
  const milliseconds in_use =
      std::min(on, at_least_zero(unwatched.awake - (was_watched ? former.awake : milliseconds())));
  missed_.not_running += in_use;
  missed_.asleep += on - in_use;
  missed_.off = at_least_zero(missed_.off - on);
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
  const Moment at = look();
  return {at, std::exchange(step_, std::nullopt), std::exchange(away_, {})};
}

Moment Timekeeper::look() {
  const ClockReading before = std::exchange(last_, read_());
  const Moment moment_before = last_moment_;
  const TrustedClock::Advanced advanced = clock_.advance(last_);
  last_moment_ = advanced.at;
  const milliseconds on = last_.since_boot - before.since_boot;
  const milliseconds awake = last_.awake - before.awake;
  away_.off += if_noticed(advanced.at.elapsed - moment_before.elapsed - on);
  away_.asleep += if_noticed(on - awake);
  if (advanced.step) {
    step_ = ClockStep{advanced.step->by + (step_ ? step_->by : milliseconds())};
  }
  return advanced.at;
}

milliseconds Timekeeper::since_boot(Elapsed at) const {
  return last_.since_boot + (at - last_moment_.elapsed);
}

}  // namespace holdfast::daemon
