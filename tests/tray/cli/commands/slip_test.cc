#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Slip : public CliTest {};

TEST_F(Slip, IsTakenWithoutBlame) {
  EXPECT_EQ(expect_golden("slip", {"slip"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("ReportSlip"), "{}");
}

TEST_F(Slip, MayHaveBeenEarlier) {
  run({"slip", "--when", "yesterday 21:30"});
  EXPECT_EQ(daemon_.asked("ReportSlip"), R"({"when":"2026-03-11T20:30:00Z"})");
  EXPECT_EQ(expect_golden("slip_when", {"slip", "--when", "someday"}), ExitCode::kUsage);
}

}  // namespace
}  // namespace holdfast::cli
