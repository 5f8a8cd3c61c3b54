#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Alias : public CliTest {};

TEST_F(Alias, TakesAStatement) {
  EXPECT_EQ(expect_golden("alias", {"alias", "them"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["alias them"]})");
}

TEST_F(Alias, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("alias_shown", {"alias"}), ExitCode::kDone);
}

TEST_F(Alias, ExplainsItself) { expect_golden("alias_help", {"alias", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
