#include "policy/streak.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono;

Moment day(int days_since) {
  return {Elapsed(days(days_since)), sys_days(2026y / March / 2) + days(days_since)};
}

TEST(Streak, HasNothingToShowBeforeTheFirstRule) {
  EXPECT_FALSE(view(StreakState{}, day(0)).has_value());
}

TEST(Streak, CountsWholeDays) {
  StreakState streak;
  begin_streak(streak, day(0));
  begin_streak(streak, day(3));  // a second rule begins nothing anew
  const auto shown = view(streak, day(5));
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->days, 5);
  EXPECT_EQ(shown->best_days, 5);
  EXPECT_EQ(shown->total_days, 5);
}

TEST(Streak, KeepsTotalAndBestAfterASlip) {
  StreakState streak;
  begin_streak(streak, day(0));
  record_slip(streak, day(9).wall, day(10));
  const auto shown = view(streak, day(12));
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->days, 3);
  EXPECT_EQ(shown->best_days, 9);
  EXPECT_EQ(shown->total_days, 12);
  EXPECT_EQ(shown->slips, 1);
  EXPECT_FALSE(shown->closer_support);
  EXPECT_TRUE(
      view(streak, {day(10).elapsed + hours(23), day(10).wall + hours(23)})->closer_support);
}

TEST(Streak, TakesNoSlipFromBeforeItBeganOrFromTheFuture) {
  StreakState streak;
  begin_streak(streak, day(5));
  record_slip(streak, day(1).wall, day(6));
  EXPECT_EQ(streak.start, day(5).wall);
  record_slip(streak, day(90).wall, day(7));
  EXPECT_EQ(streak.start, day(7).wall);
}

TEST(Streak, LooksForwardToTheNextMilestone) {
  StreakState streak;
  EXPECT_FALSE(next_milestone(streak, day(0)));
  begin_streak(streak, day(0));
  EXPECT_EQ(next_milestone(streak, day(0)), 1);
  EXPECT_EQ(next_milestone(streak, day(1)), 3);
  EXPECT_EQ(next_milestone_at(streak, day(1)), day(3).wall);
  EXPECT_EQ(next_milestone(streak, day(364)), 365);
  EXPECT_FALSE(next_milestone(streak, day(365)));
  EXPECT_FALSE(next_milestone_at(streak, day(365)));
}

TEST(Streak, TakesAMilestoneOnceAlsoWhereTheClockIsTurnedBack) {
  StreakState streak;
  EXPECT_FALSE(take_milestone(streak, day(0)));
  begin_streak(streak, day(0));
  EXPECT_FALSE(take_milestone(streak, day(0)));
  EXPECT_EQ(take_milestone(streak, day(8)), 7);
  EXPECT_FALSE(take_milestone(streak, day(2)));
  EXPECT_FALSE(take_milestone(streak, day(8)));
  EXPECT_EQ(take_milestone(streak, day(14)), 14);
}

}  // namespace
}  // namespace holdfast
