#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Plan : public CliTest {};

TEST_F(Plan, TakesAStatement) {
  EXPECT_EQ(expect_golden("plan", {"plan", "If it pulls, then I walk"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["plan \"If it pulls, then I walk\""]})");
}

TEST_F(Plan, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("plan_shown", {"plan"}), ExitCode::kDone);
}

TEST_F(Plan, ExplainsItself) { expect_golden("plan_help", {"plan", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
