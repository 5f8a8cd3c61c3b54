#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class CoolingOff : public CliTest {};

TEST_F(CoolingOff, TakesAStatement) {
  EXPECT_EQ(expect_golden("cooling_off", {"cooling-off", "48h"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["cooling-off 48h"]})");
}

TEST_F(CoolingOff, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("cooling_off_shown", {"cooling-off"}), ExitCode::kDone);
}

TEST_F(CoolingOff, ExplainsItself) { expect_golden("cooling_off_help", {"cooling-off", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
