#include "policy/trusted_clock.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kYear = 365 * 24h;

/// A machine in which true time passes and everything else can be turned.
class Machine {
 public:
  void pass(milliseconds time) {
    truth_ += time;
    since_boot_ += time;
  }
  void turn_clock(milliseconds by) {
    turned_ += by;
    synchronised_ = false;
  }
  void synchronise() {
    turned_ = 0ms;
    synchronised_ = true;
  }
  void lose_synchronisation() { synchronised_ = false; }
  void reboot_after(milliseconds off) {
    truth_ += off;
    since_boot_ = 0ms;
    synchronised_ = false;
    boot_ += 1;
  }
  ClockReading read() const {
    return {Wall(kYear * 56 + truth_ + turned_), since_boot_, "boot-" + std::to_string(boot_),
            synchronised_};
  }
  milliseconds truth() const { return truth_; }
  Wall true_wall() const { return Wall(kYear * 56 + truth_); }

 private:
  milliseconds truth_{}, since_boot_ = 1min, turned_{};
  int boot_ = 1;
  bool synchronised_ = false;
};

milliseconds since_start(const Moment& moment) { return moment.elapsed.time_since_epoch(); }

TEST(TrustedClock, BeginsAtZeroAndCountsBoottime) {
  Machine machine;
  TrustedClock clock = TrustedClock::begin(machine.read());
  EXPECT_EQ(since_start(clock.advance(machine.read()).at), 0ms);
  machine.pass(8h);
  EXPECT_EQ(since_start(clock.advance(machine.read()).at), 8h);
}

TEST(TrustedClock, IsNotMovedByATurnedClock) {
  Machine machine;
  TrustedClock clock = TrustedClock::begin(machine.read());
  for (const milliseconds turn : {10 * kYear, -20 * kYear, 10 * kYear}) {
    machine.turn_clock(turn);
    machine.pass(1h);
    const auto [at, step] = clock.advance(machine.read());
    EXPECT_EQ(since_start(at), machine.truth());
    EXPECT_EQ(at.wall, machine.true_wall());
    ASSERT_TRUE(step);
    EXPECT_EQ(step->by, turn);
  }
}

TEST(TrustedClock, CallsSlewingNoStep) {
  Machine machine;
  TrustedClock clock = TrustedClock::begin(machine.read());
  machine.turn_clock(5s);
  EXPECT_FALSE(clock.advance(machine.read()).step);
  machine.pass(24h);
  machine.turn_clock(40s);  // 500 ppm of a day are 43 s
  EXPECT_FALSE(clock.advance(machine.read()).step);
  machine.turn_clock(-6s);
  EXPECT_TRUE(clock.advance(machine.read()).step);
}

TEST(TrustedClock, CountsTheWholeOfANewBootButNotTheTimeOff) {
  Machine machine;
  machine.synchronise();
  TrustedClock clock = TrustedClock::begin(machine.read());
  machine.reboot_after(9h);
  machine.pass(5min);
  const auto [at, step] = clock.advance(machine.read());
  EXPECT_EQ(since_start(at), 5min);
  EXPECT_FALSE(step) << "a clock that differs after a reboot was not turned";
}

TEST(TrustedClock, CountsTheTimeOffOnceTheClockIsSynchronised) {
  Machine machine;
  machine.synchronise();
  TrustedClock clock = TrustedClock::begin(machine.read());
  machine.reboot_after(9h);
  machine.turn_clock(10 * kYear);
  machine.pass(5min);
  EXPECT_EQ(since_start(clock.advance(machine.read()).at), 5min);
  machine.synchronise();
  machine.pass(1min);
  const Moment at = clock.advance(machine.read()).at;
  EXPECT_EQ(since_start(at), machine.truth());
  EXPECT_EQ(at.wall, machine.true_wall());
}

TEST(TrustedClock, CreditsNothingWithoutAnEarlierSynchronisedReading) {
  Machine machine;
  TrustedClock clock = TrustedClock::begin(machine.read());
  machine.reboot_after(9h);
  machine.synchronise();
  machine.pass(5min);
  EXPECT_EQ(since_start(clock.advance(machine.read()).at), 5min);
  machine.reboot_after(1h);
  machine.synchronise();
  EXPECT_EQ(since_start(clock.advance(machine.read()).at), 1h + 5min);
}

TEST(TrustedClock, KeepsATimeOfItsOwnWhereNothingEverSynchronises) {
  Machine machine;
  const Wall set_up = machine.read().wall;
  TrustedClock clock = TrustedClock::begin(machine.read());
  machine.pass(1h);
  machine.reboot_after(100h);
  machine.pass(2h);
  EXPECT_EQ(clock.advance(machine.read()).at.wall, set_up + 3h - 1h)
      << "the hour before the reboot was never read";
}

TEST(TrustedClock, IgnoresAnOlderReading) {
  Machine machine;
  TrustedClock clock = TrustedClock::begin(machine.read());
  const ClockReading old = machine.read();
  machine.pass(1h);
  const ClockReading now = machine.read();
  clock.advance(now);
  EXPECT_EQ(since_start(clock.advance(old).at), 1h);
  EXPECT_EQ(since_start(clock.advance(now).at), 1h);
}

TEST(TrustedClock, RefusesTextThatIsNoClock) {
  const std::string whole = TrustedClock::begin(Machine().read()).serialise();
  ASSERT_TRUE(TrustedClock::parse(whole));
  for (const std::string& text :
       {std::string(), std::string("1"), whole + " 1", "2" + whole.substr(1),
        whole.substr(0, whole.size() - 1),
        std::string("1 9223372036854775807 b 0 0 first 0 0 counted"),
        std::string("1 0 b 0 0x first 0 0 counted"), std::string("1 0 b 0 0 last 0 0 counted")}) {
    const auto parsed = TrustedClock::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::kCorrupt);
  }
}

RC_GTEST_PROP(TrustedClock, ParsesItsOwnText, ()) {
  ClockReading reading{Wall(milliseconds(*rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000))),
                       milliseconds(*rc::gen::inRange<std::int64_t>(0, 1'000'000)), "",
                       *rc::gen::arbitrary<bool>()};
  TrustedClock clock = TrustedClock::begin(reading);
  reading.boot_id = *rc::gen::element<std::string>("", "b0", "b1");
  reading.synchronised = *rc::gen::arbitrary<bool>();
  clock.advance(reading);
  const auto parsed = TrustedClock::parse(clock.serialise());
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(*parsed == clock);
}

// Whatever is done to the machine: elapsed time never runs back and never ahead of the truth, and
// wall time runs back only where a synchronised reading corrects it.
RC_GTEST_PROP(TrustedClock, NeverRunsAheadOfTheTruth, ()) {
  enum Act { kPass, kTurn, kSynchronise, kLose, kReboot, kRestartDaemon, kActs };
  Machine machine;
  if (*rc::gen::arbitrary<bool>()) machine.synchronise();
  TrustedClock clock = TrustedClock::begin(machine.read());
  Moment before = clock.advance(machine.read()).at;
  std::string saved = clock.serialise();
  const auto acts = *rc::gen::container<std::vector<int>>(rc::gen::inRange<int>(0, kActs));
  for (const int act : acts) {
    const auto time = milliseconds(*rc::gen::inRange<std::int64_t>(0, milliseconds(100h).count()));
    bool is_restored = false;
    switch (act) {
      case kPass:
        machine.pass(time);
        break;
      case kTurn:
        machine.turn_clock(*rc::gen::element<milliseconds>(10 * kYear, -10 * kYear, 1h, -1h, 3s));
        break;
      case kSynchronise:
        machine.synchronise();
        break;
      case kLose:
        machine.lose_synchronisation();
        break;
      case kReboot:
        machine.reboot_after(time);
        break;
      case kRestartDaemon: {
        const auto parsed = TrustedClock::parse(saved);
        RC_ASSERT(parsed.has_value());
        clock = *parsed;
        is_restored = true;
        break;
      }
    }
    const Moment at = clock.advance(machine.read()).at;
    RC_ASSERT(at.elapsed >= before.elapsed || is_restored);
    RC_ASSERT(since_start(at) <= machine.truth());
    RC_ASSERT(at.wall >= before.wall || machine.read().synchronised || is_restored);
    if (machine.read().synchronised) RC_ASSERT(at.wall == machine.true_wall());
    before = at;
    if (*rc::gen::arbitrary<bool>()) saved = clock.serialise();
  }
}

}  // namespace
}  // namespace holdfast
