#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class PartnerStopped : public CliTest {};

TEST_F(PartnerStopped, SaysWhatItMeansAndAsks) {
  type("y\n");
  EXPECT_EQ(expect_golden("partner_stopped", {"partner", "stopped"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("PartnerStopped"), "{}");
}

TEST_F(PartnerStopped, ANoChangesNothing) {
  for (const char* typed : {"n\n", ""}) {
    type(typed);
    EXPECT_EQ(run({"partner", "stopped"}).code, ExitCode::kNo);
  }
  EXPECT_EQ(daemon_.asked("PartnerStopped"), "null");
}

TEST_F(PartnerStopped, AScriptSaysYes) {
  EXPECT_EQ(run({"partner", "stopped"}).code, ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("PartnerStopped"), "null");
  EXPECT_EQ(run({"partner", "stopped", "--yes", "--json"}).out, "{}\n");
  EXPECT_EQ(daemon_.asked("PartnerStopped"), "{}");
}

}  // namespace
}  // namespace holdfast::cli
