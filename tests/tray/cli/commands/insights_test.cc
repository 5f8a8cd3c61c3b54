#include "tests/tray/cli/cli_test.h"
#include "tests/tray/cli/many_weeks.h"

namespace holdfast::cli {
namespace {

class Insights : public CliTest {};

TEST_F(Insights, ShowsWhenUrgesCome) {
  EXPECT_EQ(expect_golden("insights", {"insights"}), ExitCode::kDone);
}

TEST_F(Insights, ShowsTheHoursOfTheWeekAndTheTrend) {
  daemon_.answer("Insights", {insights_of_many_weeks()});
  EXPECT_EQ(expect_golden("insights_weeks", {"insights"}), ExitCode::kDone);
  display_.signs = Display::Signs::kUnicode;
  EXPECT_EQ(expect_golden("insights_weeks_unicode", {"insights"}), ExitCode::kDone);
}

TEST_F(Insights, IsQuietWithoutUrges) {
  daemon_.answer("Insights", {R"({"days_observed": 1, "urges": 0, "ridden_out": 0, "slips": 0,
      "by_hour": [], "by_weekday": [], "by_weekday_hour": [], "by_week": [],
      "days": [], "helped": [], "sentences": []})"});
  EXPECT_EQ(run({"insights"}).out, "1 day observed: 0 urges, 0 ridden out.\n");
}

TEST_F(Insights, FitsWhateverTheNumbers) {
  daemon_.answer("Insights", {R"({"days_observed": 1, "urges": 9223372036854775807,
      "ridden_out": -5, "slips": 0, "by_hour": [9223372036854775807, 9223372036854775807, -1],
      "by_weekday": [-9223372036854775807, 9223372036854775807], "by_weekday_hour": )" +
                              hours_of_a_week("9223372036854775807") + R"(,
      "by_week": [{"label": "2026-03-02", "urges": 9223372036854775807,
                   "ridden_out": 9223372036854775806}],
      "days": [], "helped": [], "sentences": []})"});
  for (const auto signs : {Display::Signs::kAscii, Display::Signs::kUnicode}) {
    display_.signs = signs;
    EXPECT_EQ(run({"insights"}).code, ExitCode::kDone);  // checked to fit 80 columns
  }
}

TEST_F(Insights, IsJsonForPrograms) {
  EXPECT_THAT(run({"insights", "--json"}).out, testing::StartsWith(R"({"days_observed":12,)"));
}

}  // namespace
}  // namespace holdfast::cli
