#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class CalmWindow : public CliTest {};

TEST_F(CalmWindow, TakesAStatement) {
  EXPECT_EQ(expect_golden("calm_window", {"calm-window", "09:00-21:00"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["calm-window 09:00-21:00"]})");
}

TEST_F(CalmWindow, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("calm_window_shown", {"calm-window"}), ExitCode::kDone);
}

TEST_F(CalmWindow, ExplainsItself) { expect_golden("calm_window_help", {"calm-window", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
