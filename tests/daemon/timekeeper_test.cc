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
    reading_.awake += time;
  }
  void sleep(std::chrono::milliseconds time) {
    pass(time);
    reading_.awake -= time;
  }
  Timekeeper make(std::optional<std::string> remembered = {},
                  std::optional<ClockReading> unwatched = {}) {
    return Timekeeper([this] { return reading_; }, std::move(remembered), unwatched);
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
    EXPECT_EQ(time.missed(), Coverage());
  }
  pass(2h);
  sleep(3h);
  const Coverage same_boot = make(remembered).missed();
  EXPECT_EQ(same_boot.not_running, 2h);
  EXPECT_EQ(same_boot.asleep, 3h);
  EXPECT_EQ(same_boot.off, 0s);
  // After a reboot only what this boot has run can have been missed.
  reading_.boot_id = "two";
  reading_.since_boot = 3min;
  reading_.awake = 2min;
  reading_.wall += 100h;
  reading_.synchronised = true;
  const Coverage after_reboot = make(remembered).missed();
  EXPECT_EQ(after_reboot.not_running, 2min);
  EXPECT_EQ(after_reboot.asleep, 1min);
}

TEST_F(TimekeeperTest, BeginsAnewWithADamagedMemory) {
  EXPECT_EQ(make("rubbish").missed(), Coverage());
}

TEST_F(TimekeeperTest, GoesOnFromAClockThatKnewNothingOfSleep) {
  std::string remembered;
  {
    Timekeeper time = make();
    pass(5h);
    (void)time.stamp();
    remembered = time.remember();
  }
  const Elapsed before = make(remembered).stamp().at.elapsed;
  EXPECT_EQ(make(remembered.substr(0, remembered.find(" | "))).stamp().at.elapsed, before);
  EXPECT_EQ(make(remembered + " more").stamp().at.elapsed, before);
}

// Stop it, look, shut down.
TEST_F(TimekeeperTest, KnowsWhatAnotherBootDidUnwatched) {
  reading_.synchronised = true;
  std::string remembered;
  {
    Timekeeper time = make();
    (void)time.stamp();
    remembered = time.remember();
  }
  pass(3h);
  sleep(1h);
  const ClockReading unwatched = reading_;
  reading_.wall += 10h;
  reading_.boot_id = "two";
  reading_.since_boot = reading_.awake = 1min;
  const Coverage missed = make(remembered, unwatched).missed();
  EXPECT_EQ(missed.not_running, 3h + 1min);
  EXPECT_EQ(missed.asleep, 1h);
  EXPECT_EQ(missed.off, 10h - 1min);
  // One that never saw the daemon.
  ClockReading between = unwatched;
  between.boot_id = "between";
  between.since_boot = between.awake = 2h;
  EXPECT_EQ(make(remembered, between).missed().not_running, 2h + 1min);
  // This one's is known better.
  between.boot_id = "two";
  EXPECT_EQ(make(remembered, between).missed().not_running, 1min);
}

TEST_F(TimekeeperTest, AQuestionHidesNothing) {
  Timekeeper time = make();
  (void)time.stamp();
  sleep(8h);
  (void)time.look();
  reading_.wall += 24h;
  (void)time.look();
  const auto stamp = time.stamp();
  EXPECT_EQ(stamp.away.asleep, 8h);
  ASSERT_TRUE(stamp.step);
  EXPECT_EQ(stamp.step->by, 24h);
  EXPECT_FALSE(time.stamp().step);
}

TEST_F(TimekeeperTest, NoticesThatTheMachineSlept) {
  Timekeeper time = make();
  (void)time.stamp();
  pass(10min);
  EXPECT_EQ(time.stamp().away.asleep, 0s);
  sleep(8h);
  pass(1min);
  const auto stamp = time.stamp();
  EXPECT_EQ(stamp.away.asleep, 8h);
  EXPECT_EQ(stamp.away.off, 0s);
}

TEST_F(TimekeeperTest, CountsThePowerOffOnceTheClockIsKnown) {
  reading_.synchronised = true;
  std::string remembered;
  {
    Timekeeper time = make();
    (void)time.stamp();
    remembered = time.remember();
  }
  reading_.boot_id = "two";
  reading_.since_boot = reading_.awake = 1min;
  reading_.wall += 50h;
  reading_.synchronised = false;
  Timekeeper time = make(remembered);
  EXPECT_EQ(time.missed().off, 0s);
  pass(1min);
  reading_.synchronised = true;
  const auto off = time.stamp().away.off;
  EXPECT_GT(off, 49h);
  EXPECT_LT(off, 51h);
}

}  // namespace
}  // namespace holdfast::daemon
