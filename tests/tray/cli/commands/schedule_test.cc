#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Schedule : public CliTest {};

TEST_F(Schedule, TakesAStatement) {
  EXPECT_EQ(expect_golden("schedule", {"schedule", "whatsapp.com", "open", "mon,thu", "18:00-18:30",
                                       "purpose", "the children"}),
            ExitCode::kDone);
  EXPECT_EQ(
      daemon_.asked("Edit"),
      R"({"statements":["schedule whatsapp.com open mon,thu 18:00-18:30 purpose \"the children\""]})");
}

TEST_F(Schedule, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("schedule_shown", {"schedule"}), ExitCode::kDone);
}

TEST_F(Schedule, ExplainsItself) { expect_golden("schedule_help", {"schedule", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
