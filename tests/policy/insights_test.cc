#include "policy/insights.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono;

const Wall kMonday = sys_days(2026y / March / 2);

TEST(Insights, HasKindWordsForAnEmptyPast) {
  const Insights told = insights({}, kMonday, kMonday + days(3), TimeZone());
  EXPECT_EQ(told.days_observed, 3);
  EXPECT_EQ(told.urges, 0);
  ASSERT_EQ(told.sentences.size(), 1u);
}

TEST(Insights, SortsUrgesByHourWeekdayAndWeek) {
  const std::vector<PastUrge> urges{{kMonday + hours(22), true},
                                    {kMonday + days(1) + hours(22), false},
                                    {kMonday + days(8) + hours(3), true}};
  const Insights told = insights(urges, kMonday, kMonday + days(14), TimeZone());
  EXPECT_EQ(told.by_hour[22], 2);
  EXPECT_EQ(told.by_weekday[1], 1);
  EXPECT_EQ(told.by_weekday[2], 2);
  ASSERT_EQ(told.by_week.size(), 3u);
  EXPECT_EQ(told.by_week[0].urges, 2);
  EXPECT_EQ(told.by_week[0].ridden_out, 1);
  EXPECT_EQ(told.by_week[1].urges, 1);
  EXPECT_EQ(told.ridden_out, 2);
}

TEST(Insights, CountsInThePersonsZone) {
  const TimeZone tokyo("Asia/Tokyo", hours(9), {});
  const Insights told = insights({{kMonday + hours(20), false}}, kMonday, kMonday + days(1), tokyo);
  EXPECT_EQ(told.by_hour[5], 1);
  EXPECT_EQ(told.by_weekday[2], 1);
}

TEST(Insights, SeesAPatternOnlyInEnough) {
  std::vector<PastUrge> urges;
  for (int i = 0; i < 9; ++i) urges.push_back({kMonday + days(i) + hours(23), true});
  const Insights told = insights(urges, kMonday, kMonday + days(9), TimeZone());
  EXPECT_GE(told.sentences.size(), 2u);
  urges.resize(3);
  EXPECT_EQ(insights(urges, kMonday, kMonday + days(9), TimeZone()).sentences.size(), 1u);
}

}  // namespace
}  // namespace holdfast
