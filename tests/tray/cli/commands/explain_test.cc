#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Explain : public CliTest {};

TEST_F(Explain, PassesOnTheWords) {
  EXPECT_EQ(expect_golden("explain", {"explain", "an", "update"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Explain"), R"({"text":"an update"})");
  EXPECT_THAT(run({"explain", "an update", "--json"}).out, testing::StartsWith(R"({"event":)"));
}

TEST_F(Explain, NeedsWords) { EXPECT_EQ(run({"explain"}).code, ExitCode::kUsage); }

}  // namespace
}  // namespace holdfast::cli
