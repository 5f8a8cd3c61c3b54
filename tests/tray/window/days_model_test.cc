#include "tray/window/days_model.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using namespace std::chrono;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr year_month kMarch{2026y, March};
constexpr year_month_day kToday{2026y, March, 12d};

TEST(DaysModel, KeepsTotalAndBestInSight) {
  const DaysView view = days_view(sample());
  ASSERT_EQ(view.figures.size(), 4u);
  EXPECT_EQ(view.figures[0].value, "12");
  EXPECT_EQ(view.figures[1].value, "21");
  EXPECT_EQ(view.figures[2].value, "40");
  EXPECT_EQ(view.figures[3].value, "8");
  EXPECT_EQ(view.sentences.front(), "Most urges come late.");
}

TEST(DaysModel, ShadesTheHoursByTheirUrges) {
  Snapshot snapshot = sample();
  boost::json::array hours(7 * 24, 0);
  hours[2 * 24 + 22] = 8;
  hours[0 * 24 + 1] = 1;
  hours[6 * 24 + 23] = 4;
  snapshot.insights["by_weekday_hour"] = hours;
  const HeatMapData heat = days_view(snapshot).heat;
  EXPECT_EQ(heat.shade[2][22], HeatMapData::kShades);
  EXPECT_EQ(heat.shade[0][1], 1) << "a single urge shows";
  EXPECT_EQ(heat.shade[6][23], 2);
  EXPECT_EQ(heat.shade[3][3], 0);
  EXPECT_EQ(heat.summary, "Most urges come on Tuesday, between 22:00 and 23:00.");
}

TEST(DaysModel, HasNoPatternWithoutUrges) {
  EXPECT_THAT(days_view(sample()).heat.summary, HasSubstr("no pattern"));
}

TEST(DaysModel, PassesOverAHeatMapOfAnotherShape) {
  Snapshot snapshot = sample();
  snapshot.insights["by_weekday_hour"] = boost::json::parse(R"([1, "x", -4])");
  const HeatMapData heat = days_view(snapshot).heat;
  EXPECT_EQ(heat.shade[0][0], HeatMapData::kShades);
  EXPECT_EQ(heat.shade[0][1], 0);
  EXPECT_EQ(heat.shade[0][2], 0);
}

TEST(DaysModel, TellsTheTrendByTheWeek) {
  const DaysView view = days_view(sample());
  ASSERT_EQ(view.trend.size(), 2u);
  EXPECT_EQ(view.trend[0].label, "2 Mar");
  EXPECT_EQ(view.trend[0].ridden_out, 5);
  EXPECT_EQ(view.trend_words, "Fewer than the week before.");
}

TEST(DaysModel, ShowsTheLastTenWeeks) {
  Snapshot snapshot = sample();
  boost::json::array weeks;
  for (int i = 0; i < 13; ++i) weeks.push_back({{"label", "w"}, {"urges", i}, {"ridden_out", 0}});
  snapshot.insights["by_week"] = weeks;
  const DaysView view = days_view(snapshot);
  ASSERT_EQ(view.trend.size(), 10u);
  EXPECT_EQ(view.trend.back().urges, 12);
  EXPECT_THAT(view.trend_words, HasSubstr("thin out"));
}

TEST(DaysModel, PutsWhatHelpedMostFirst) {
  const DaysView view = days_view(sample());
  ASSERT_EQ(view.helped.size(), 2u);
  EXPECT_EQ(view.helped[0].name, "Let it pass");
  EXPECT_EQ(view.helped[0].times, "4 times");
  EXPECT_EQ(view.helped[1].share, 0.5);
}

TEST(DaysModel, JoinsDaysThatHeldToARun) {
  const CalendarMonth month = calendar_month(sample().insights, kMarch, kToday, 1);
  EXPECT_EQ(month.title, "March 2026");
  // From Monday, 1 March 2026 is the last of its row.
  EXPECT_FALSE(month.weeks[0][5]);
  const CalendarDay first = *month.weeks[0][6];
  EXPECT_EQ(first.number, 1u);
  EXPECT_TRUE(first.is_held && first.begins_run && first.ends_run);
  EXPECT_EQ(first.words, "Sunday 1 March: held, 2 urges ridden out");
  EXPECT_EQ(month.weeks[1][0]->words, "Monday 2 March: held, quiet");
  EXPECT_FALSE(month.weeks[1][1]->is_held) << "what was not observed is not coloured";
}

TEST(DaysModel, MarksTodayAndTheWaysOn) {
  const CalendarMonth month = calendar_month(sample().insights, kMarch, kToday, 0);
  EXPECT_TRUE(month.weeks[1][4]->is_today);
  EXPECT_EQ(month.weeks[1][4]->words, "Thursday 12 March: held, 1 urge");
  EXPECT_TRUE(month.has_earlier);
  EXPECT_FALSE(month.has_later);
}

TEST(DaysModel, SpeaksOfASlipWithoutBlame) {
  const CalendarMonth month =
      calendar_month(sample().insights, year_month{2026y, February}, kToday, 0);
  EXPECT_FALSE(month.has_earlier);
  EXPECT_TRUE(month.has_later);
  const CalendarDay slip = *month.weeks[3][5];
  EXPECT_TRUE(slip.is_slip);
  EXPECT_FALSE(slip.is_held);
  EXPECT_EQ(slip.words, "Friday 27 February: contact happened, and you went on");
}

TEST(DaysModel, HasAMonthBeforeAnythingIsKnown) {
  const CalendarMonth month = calendar_month({}, kMarch, kToday, 1);
  EXPECT_EQ(month.weeks.size(), 6u);
  EXPECT_FALSE(month.has_earlier);
}

}  // namespace
}  // namespace holdfast::window
