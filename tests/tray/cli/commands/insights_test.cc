#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Insights : public CliTest {};

TEST_F(Insights, ShowsWhenUrgesCome) {
  EXPECT_EQ(expect_golden("insights", {"insights"}), ExitCode::kDone);
}

TEST_F(Insights, IsQuietWithoutUrges) {
  daemon_.answer("Insights", {R"({"days_observed": 1, "urges": 0, "ridden_out": 0, "slips": 0,
      "by_hour": [], "by_weekday": [], "by_weekday_hour": [], "by_week": [],
      "days": [], "helped": [], "sentences": []})"});
  EXPECT_EQ(run({"insights"}).out, "1 day observed: 0 urges, 0 ridden out.\n");
}

}  // namespace
}  // namespace holdfast::cli
