#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Lock : public CliTest {};

TEST_F(Lock, TakesAStatement) {
  EXPECT_EQ(expect_golden("lock", {"lock", "for", "7d"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["lock for 7d"]})");
}

TEST_F(Lock, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("lock_shown", {"lock"}), ExitCode::kDone);
}

TEST_F(Lock, ExplainsItself) { expect_golden("lock_help", {"lock", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
