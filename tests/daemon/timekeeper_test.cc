#include "daemon/timekeeper.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

class TimekeeperTest : public testing::Test {
 protected:
  void pass(std::chrono::milliseconds time) {
    reading_.wall += time;
    reading_.since_boot += time;
  }
  Timekeeper make(std::optional<std::string> remembered = {}) {
    return Timekeeper([this] { return reading_; }, std::move(remembered));
  }
  ClockReading reading_{
      .wall = Wall(std::chrono::hours(500'000)), .since_boot = 1h, .boot_id = "one"};
};

TEST_F(TimekeeperTest, CountsWhatPasses) {
  Timekeeper time = make();
  const Elapsed begin = time.stamp().at.elapsed;
  pass(90s);
  EXPECT_EQ(time.stamp().at.elapsed - begin, 90s);
}

TEST_F(TimekeeperTest, ReportsATurnedClockAndMovesNothing) {
  Timekeeper time = make();
  const Moment before = time.stamp().at;
  reading_.wall += std::chrono::hours(24 * 3650);
  const auto stamp = time.stamp();
  EXPECT_TRUE(stamp.step.has_value());
  EXPECT_EQ(stamp.at, before);
}

TEST_F(TimekeeperTest, KnowsWhenToWake) {
  Timekeeper time = make();
  const Elapsed now = time.stamp().at.elapsed;
  EXPECT_EQ(time.since_boot(now + 5min), 1h + 5min);
}

TEST_F(TimekeeperTest, CountsWhatNobodyWatched) {
  std::string remembered;
  {
    Timekeeper time = make();
    (void)time.stamp();
    remembered = time.remember();
    EXPECT_EQ(time.unobserved(), 0s);
  }
  pass(2h);
  EXPECT_EQ(make(remembered).unobserved(), 2h);
  // After a reboot only what this boot has run can have been missed.
  reading_.boot_id = "two";
  reading_.since_boot = 3min;
  reading_.wall += 100h;
  reading_.synchronised = true;
  EXPECT_LE(make(remembered).unobserved(), 3min);
}

TEST_F(TimekeeperTest, BeginsAnewWithADamagedMemory) {
  EXPECT_EQ(make("rubbish").unobserved(), 0s);
}

}  // namespace
}  // namespace holdfast::daemon
