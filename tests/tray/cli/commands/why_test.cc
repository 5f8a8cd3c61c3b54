#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Why : public CliTest {};

TEST_F(Why, NamesTheRuleAndTheLayer) {
  EXPECT_EQ(expect_golden("why", {"why", "cdn.instagram.com"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Why"), R"({"query":"cdn.instagram.com"})");
}

TEST_F(Why, SaysThatNothingBlocksIt) {
  daemon_.answer("Why", {R"({"blocked": false, "rule": "", "statement": "", "layers": [],
                             "reason": "none", "because": "no rule names example.org"})"});
  EXPECT_EQ(expect_golden("why_not", {"why", "example.org"}), ExitCode::kNo);
  EXPECT_EQ(run({"why", "example.org", "--json"}).code, ExitCode::kNo);
}

}  // namespace
}  // namespace holdfast::cli
