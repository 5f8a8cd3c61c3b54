#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Rules : public CliTest {};

TEST_F(Rules, ShowsEachWithItsEndAndLayers) {
  EXPECT_EQ(expect_golden("rules", {"rules"}), ExitCode::kDone);
}

TEST_F(Rules, NamesTheFirstStepWhenThereIsNone) {
  daemon_.answer("ListRules", {R"({"rules": []})"});
  EXPECT_EQ(expect_golden("rules_none", {"rules"}), ExitCode::kDone);
}

}  // namespace
}  // namespace holdfast::cli
