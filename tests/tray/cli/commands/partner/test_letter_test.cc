#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class PartnerTestLetter : public CliTest {};

TEST_F(PartnerTestLetter, AsksForOneAndSaysThatItWent) {
  const Ran ran = run({"partner", "test"});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_THAT(ran.out, testing::HasSubstr("Look into your inbox"));
  EXPECT_EQ(daemon_.asked("SendTestMail"), "{}");
}

TEST_F(PartnerTestLetter, TakesNoMoreWords) {
  EXPECT_EQ(run({"partner", "test", "me@example.net"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace holdfast::cli
