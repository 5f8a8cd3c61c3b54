#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Support : public CliTest {};

TEST_F(Support, TakesAStatement) {
  EXPECT_EQ(expect_golden("support", {"support", "call", "A.", "tel:+15557654321"}),
            ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["support call A. tel:+15557654321"]})");
}

TEST_F(Support, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("support_shown", {"support"}), ExitCode::kDone);
}

TEST_F(Support, ExplainsItself) { expect_golden("support_help", {"support", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
