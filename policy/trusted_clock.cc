#include "policy/trusted_clock.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <sstream>
#include <vector>

namespace holdfast {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStepTolerance = std::chrono::seconds(5);
constexpr std::int64_t kSlewDivisor = 2000;  // 500 ppm, the most that adjtimex(2) slews by
constexpr std::string_view kFormat = "1";
constexpr std::size_t kWords = 9;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// Times beyond this many milliseconds (some 30,000 years) are no times, and would overflow.
constexpr std::int64_t kFarthest = std::int64_t{1} << 50;

std::optional<milliseconds> milliseconds_of(std::string_view word) {
  std::int64_t count = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), count);
  if (fault != std::errc() || end != word.data() + word.size()) return std::nullopt;
  if (count < -kFarthest || count > kFarthest) return std::nullopt;
  return milliseconds(count);
}

}  // namespace

TrustedClock TrustedClock::begin(const ClockReading& first) {
  TrustedClock clock;
  clock.boot_id_ = first.boot_id;
  clock.since_boot_ = first.since_boot;
  clock.raw_wall_ = first.wall;
  clock.anchor_ = {first.synchronised ? AnchorKind::kSynchronised : AnchorKind::kFirstReading,
                   {Elapsed(), first.wall}};
  clock.power_off_ = PowerOff::kCounted;  // there was nothing to count before the first reading
  return clock;
}

TrustedClock::Advanced TrustedClock::advance(const ClockReading& reading) {
  const auto step = step_to(reading);
  pass_time(reading);
  if (reading.synchronised) {
    count_power_off(reading);
    anchor_ = {AnchorKind::kSynchronised, {elapsed_, reading.wall}};
  }
  raw_wall_ = reading.wall;
  return {{elapsed_, anchor_.at.wall + (elapsed_ - anchor_.at.elapsed)}, step};
}

std::optional<ClockStep> TrustedClock::step_to(const ClockReading& reading) const {
  if (reading.boot_id != boot_id_) return std::nullopt;
  const milliseconds passed = reading.since_boot - since_boot_;
  const milliseconds by = (reading.wall - raw_wall_) - passed;
  const milliseconds tolerance = kStepTolerance + std::chrono::abs(passed) / kSlewDivisor;
  if (std::chrono::abs(by) <= tolerance) return std::nullopt;
  return ClockStep{by};
}

void TrustedClock::pass_time(const ClockReading& reading) {
  if (reading.boot_id != boot_id_) {
    boot_id_ = reading.boot_id;
    since_boot_ = milliseconds::zero();
    power_off_ = PowerOff::kUncounted;
  }
  // A reading of the same boot that is older than the last adds nothing, and takes nothing back.
  const milliseconds newest = std::max(since_boot_, reading.since_boot);
  elapsed_ += newest - since_boot_;
  since_boot_ = newest;
}

void TrustedClock::count_power_off(const ClockReading& reading) {
  if (power_off_ == PowerOff::kUncounted && anchor_.kind == AnchorKind::kSynchronised) {
    elapsed_ = std::max(elapsed_, anchor_.at.elapsed + (reading.wall - anchor_.at.wall));
  }
  power_off_ = PowerOff::kCounted;
}

std::string TrustedClock::serialise() const {
  std::ostringstream text;
  text << kFormat << ' ' << elapsed_.time_since_epoch().count() << ' '
       << (boot_id_.empty() ? "-" : boot_id_) << ' ' << since_boot_.count() << ' '
       << raw_wall_.time_since_epoch().count() << ' '
       << (anchor_.kind == AnchorKind::kSynchronised ? "synchronised" : "first") << ' '
       << anchor_.at.elapsed.time_since_epoch().count() << ' '
       << anchor_.at.wall.time_since_epoch().count() << ' '
       << (power_off_ == PowerOff::kCounted ? "counted" : "uncounted");
  return text.str();
}

Result<TrustedClock> TrustedClock::parse(std::string_view text) {
  const Error corrupt{ErrorCode::kCorrupt, "the saved clock cannot be read; waits start anew"};
  const auto words = words_of(text);
  if (words.size() != kWords || words[0] != kFormat) return corrupt;
  const auto elapsed = milliseconds_of(words[1]);
  const auto since_boot = milliseconds_of(words[3]);
  const auto raw_wall = milliseconds_of(words[4]);
  const auto anchor_elapsed = milliseconds_of(words[6]);
  const auto anchor_wall = milliseconds_of(words[7]);
  if (!elapsed || !since_boot || !raw_wall || !anchor_elapsed || !anchor_wall) return corrupt;
  if (words[5] != "synchronised" && words[5] != "first") return corrupt;
  if (words[8] != "counted" && words[8] != "uncounted") return corrupt;

  TrustedClock clock;
  clock.elapsed_ = Elapsed(*elapsed);
  if (words[2] != "-") clock.boot_id_ = words[2];
  clock.since_boot_ = *since_boot;
  clock.raw_wall_ = Wall(*raw_wall);
  clock.anchor_ = {
      words[5] == "synchronised" ? AnchorKind::kSynchronised : AnchorKind::kFirstReading,
      {Elapsed(*anchor_elapsed), Wall(*anchor_wall)}};
  clock.power_off_ = words[8] == "counted" ? PowerOff::kCounted : PowerOff::kUncounted;
  return clock;
}

}  // namespace holdfast
