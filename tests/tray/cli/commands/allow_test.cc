#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Allow : public CliTest {};

TEST_F(Allow, TakesAStatement) {
  EXPECT_EQ(expect_golden("allow", {"allow", "pay.example.org"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["allow pay.example.org"]})");
}

TEST_F(Allow, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("allow_shown", {"allow"}), ExitCode::kDone);
}

TEST_F(Allow, ExplainsItself) { expect_golden("allow_help", {"allow", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
