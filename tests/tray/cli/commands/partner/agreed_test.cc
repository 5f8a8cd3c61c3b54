#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class PartnerAgreed : public CliTest {};

TEST_F(PartnerAgreed, PassesOnTheWord) {
  EXPECT_EQ(expect_golden("partner_agreed", {"partner", "agreed", "lantern"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("PartnerAgreed"), R"({"word":"lantern"})");
}

TEST_F(PartnerAgreed, NeedsTheWord) {
  EXPECT_EQ(run({"partner", "agreed"}).code, ExitCode::kUsage);
}

TEST_F(PartnerAgreed, SaysThatItIsAnother) {
  daemon_.answer_error("PartnerAgreed", ipc::kRefused, R"({"text": "that is not the word"})");
  EXPECT_EQ(run({"partner", "agreed", "candle"}).code, ExitCode::kRefused);
}

}  // namespace
}  // namespace holdfast::cli
