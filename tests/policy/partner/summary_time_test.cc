#include "policy/partner/summary_time.h"

#include <gtest/gtest.h>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::March;
using std::chrono::October;
using std::chrono::sys_days;

const WeeklyTime kSundayEvening{std::chrono::Sunday, 18h};

TEST(WeeklyTime, IsFoundOnItsDayAndOnEveryOther) {
  const TimeZone utc;
  const Wall due = sys_days(2026y / March / 8) + 18h;
  for (auto now = due; now < due + 168h; now += 1h) {
    EXPECT_EQ(last_weekly_time(kSundayEvening, now, utc), due);
    EXPECT_EQ(next_weekly_time(kSundayEvening, now, utc), due + 168h);
  }
  EXPECT_EQ(last_weekly_time(kSundayEvening, due - 1ms, utc), due - 168h);
  EXPECT_EQ(next_weekly_time(kSundayEvening, due - 1ms, utc), due);
}

TEST(WeeklyTime, StaysAtItsHourThroughSummerTime) {
  const TimeZone berlin = gen::berlin();
  // In spring the week is an hour shorter, in autumn longer.
  const Wall spring = sys_days(2026y / March / 22) + 17h;
  EXPECT_EQ(last_weekly_time(kSundayEvening, spring + 1h, berlin), spring);
  EXPECT_EQ(next_weekly_time(kSundayEvening, spring, berlin), spring + 167h);
  const Wall autumn = sys_days(2026y / October / 18) + 16h;
  EXPECT_EQ(last_weekly_time(kSundayEvening, autumn, berlin), autumn);
  EXPECT_EQ(next_weekly_time(kSundayEvening, autumn, berlin), autumn + 169h);
}

TEST(WeeklyTime, InTheHourThatIsSkippedOrComesTwiceIsOnce) {
  const TimeZone berlin = gen::berlin();
  const WeeklyTime night{std::chrono::Sunday, 2h + 30min};
  const Wall gap = sys_days(2026y / March / 29) + 1h;
  EXPECT_EQ(next_weekly_time(night, gap - 1h, berlin), gap);
  EXPECT_EQ(last_weekly_time(night, gap, berlin), gap);
  const Wall second = sys_days(2026y / October / 25) + 1h + 30min;
  EXPECT_EQ(next_weekly_time(night, second - 2h, berlin), second);
  EXPECT_EQ(next_weekly_time(night, second - 30min, berlin), second);
  EXPECT_EQ(last_weekly_time(night, second, berlin), second);
}

TEST(NextSummary, IsAWeekLaterWhereNoWholeDayIsThereToTell) {
  const TimeZone berlin = gen::berlin();
  const Wall sunday = sys_days(2026y / March / 7) + 23h;  // its midnight
  const Wall noon = sunday + 12h;
  const Wall due = sunday + 18h;
  EXPECT_EQ(next_summary(kSundayEvening, std::nullopt, noon, berlin), due);
  EXPECT_EQ(next_summary(kSundayEvening, sunday - 24h, noon, berlin), due);
  EXPECT_EQ(next_summary(kSundayEvening, sunday, noon, berlin), due + 168h);
  EXPECT_EQ(next_summary(kSundayEvening, sunday, due, berlin), due + 168h);
}

TEST(MidnightBefore, IsLocal) {
  const TimeZone berlin = gen::berlin();
  const Wall midnight = sys_days(2026y / March / 7) + 23h;  // of Sunday the 8th
  EXPECT_EQ(midnight_before(midnight, berlin), midnight);
  EXPECT_EQ(midnight_before(midnight + 24h - 1ms, berlin), midnight);
  EXPECT_EQ(midnight_before(midnight - 1ms, berlin), midnight - 24h);
  const Wall day_of_23_hours = sys_days(2026y / March / 28) + 23h;
  EXPECT_EQ(midnight_before(day_of_23_hours + 23h - 1ms, berlin), day_of_23_hours);
  EXPECT_EQ(midnight_before(day_of_23_hours + 23h, berlin), day_of_23_hours + 23h);
}

}  // namespace
}  // namespace holdfast
