#include "policy/insights.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono;

const Wall kMonday = sys_days(2026y / March / 2);

TEST(Insights, HasKindWordsForAnEmptyPast) {
  const Insights told = insights(Past{}, kMonday, kMonday + days(3), TimeZone());
  EXPECT_EQ(told.days_observed, 3);
  EXPECT_EQ(told.urges, 0);
  ASSERT_EQ(told.sentences.size(), 1u);
}

TEST(Insights, SortsUrgesByHourWeekdayAndWeek) {
  const std::vector<PastUrge> urges{{kMonday + hours(22), true},
                                    {kMonday + days(1) + hours(22), false},
                                    {kMonday + days(8) + hours(3), true}};
  const Insights told = insights({.urges = urges}, kMonday, kMonday + days(14), TimeZone());
  EXPECT_EQ(told.by_hour[22], 2);
  EXPECT_EQ(told.by_weekday[1], 1);
  EXPECT_EQ(told.by_weekday[2], 2);
  EXPECT_EQ(told.by_weekday_hour[1 * 24 + 22], 1);
  EXPECT_EQ(told.by_weekday_hour[2 * 24 + 22], 1);
  EXPECT_EQ(told.by_weekday_hour[2 * 24 + 3], 1);
  ASSERT_EQ(told.by_week.size(), 3u);
  EXPECT_EQ(told.by_week[0].urges, 2);
  EXPECT_EQ(told.by_week[0].ridden_out, 1);
  EXPECT_EQ(told.by_week[1].urges, 1);
  EXPECT_EQ(told.ridden_out, 2);
}

TEST(Insights, CountsInThePersonsZone) {
  const TimeZone tokyo("Asia/Tokyo", hours(9), {});
  const Insights told =
      insights({.urges = {{kMonday + hours(20), false}}}, kMonday, kMonday + days(1), tokyo);
  EXPECT_EQ(told.by_hour[5], 1);
  EXPECT_EQ(told.by_weekday[2], 1);
}

TEST(Insights, SeesAPatternOnlyInEnough) {
  std::vector<PastUrge> urges;
  for (int i = 0; i < 9; ++i) urges.push_back({kMonday + days(i) + hours(23), true});
  const Insights told = insights({.urges = urges}, kMonday, kMonday + days(9), TimeZone());
  EXPECT_GE(told.sentences.size(), 2u);
  urges.resize(3);
  EXPECT_EQ(insights({.urges = urges}, kMonday, kMonday + days(9), TimeZone()).sentences.size(),
            1u);
}

TEST(Insights, HasEveryDayOfTheCalendar) {
  const Past past{.urges = {{kMonday + hours(22), true},
                            {kMonday + hours(23), false},
                            {kMonday + days(2), true}},
                  .slips = {kMonday + days(2) + hours(1), kMonday - days(1)},
                  .helped = {}};
  const Insights told = insights(past, kMonday + hours(9), kMonday + days(3), TimeZone());
  ASSERT_EQ(told.days.size(), 4u);
  EXPECT_EQ(told.days[0].date, local_days(kMonday.time_since_epoch() / days(1) * days(1)));
  EXPECT_EQ(told.days[0].urges, 2);
  EXPECT_EQ(told.days[0].ridden_out, 1);
  EXPECT_EQ(told.days[1].urges, 0);
  EXPECT_EQ(told.days[2].slips, 1);
  EXPECT_EQ(told.days[3].slips, 0);
}

TEST(Insights, TellsAYearOfDaysAtMost) {
  const Past past{
      .urges = {{kMonday, true}, {kMonday + days(799), true}}, .slips = {}, .helped = {}};
  const Insights told = insights(past, kMonday, kMonday + days(800), TimeZone());
  ASSERT_EQ(told.days.size(), static_cast<std::size_t>(kMostDays));
  EXPECT_EQ(told.days[kMostDays - 2].urges, 1);
  EXPECT_EQ(told.urges, 2);
}

TEST(Insights, NamesFirstWhatHelpedMost) {
  const Past past{.urges = {},
                  .slips = {},
                  .helped = {{Help::kBreathe, 2}, {Help::kMove, 5}, {Help::kCall, 2}}};
  const Insights told = insights(past, kMonday, kMonday, TimeZone());
  ASSERT_EQ(told.helped.size(), 3u);
  EXPECT_EQ(told.helped[0].what, Help::kMove);
  EXPECT_EQ(told.helped[0].times, 5);
  EXPECT_EQ(told.helped[1].what, Help::kBreathe);
}

}  // namespace
}  // namespace holdfast
