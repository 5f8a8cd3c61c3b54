#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Status : public CliTest {};

TEST_F(Status, OnAGoodDay) { EXPECT_EQ(expect_golden("status", {"status"}), ExitCode::kDone); }

TEST_F(Status, IsJsonForPrograms) {
  const Ran ran = run({"status", "--json"});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
  EXPECT_THAT(ran.out, testing::HasSubstr("\"coverage_percent\""));
}

TEST_F(Status, SaysWhoMayAsk) {
  daemon_.answer_error("GetStatus", ipc::kServicePermissionDenied, "{}");
  EXPECT_EQ(expect_golden("status_stranger", {"status"}), ExitCode::kRefused);
}

}  // namespace
}  // namespace holdfast::cli
