#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Cancel : public CliTest {};

TEST_F(Cancel, KeepsWhatIsHeld) {
  EXPECT_EQ(expect_golden("cancel", {"cancel", "3"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Cancel"), R"({"id":3})");
  EXPECT_EQ(run({"cancel", "3", "--json"}).out, "{}\n");
  EXPECT_EQ(run({"cancel", "it"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace holdfast::cli
