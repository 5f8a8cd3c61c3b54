#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class PartnerInvite : public CliTest {};

TEST_F(PartnerInvite, SaysWhatComesNext) {
  EXPECT_EQ(expect_golden("partner_invite", {"partner", "invite"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("InvitePartner"), "{}");
}

TEST_F(PartnerInvite, SaysFromWhenOn) {
  daemon_.answer_error("InvitePartner", ipc::kRefused,
                       R"({"text": "they were asked a moment ago",
                           "until": "2026-03-13T20:00:00Z"})");
  const Ran ran = run({"partner", "invite"});
  EXPECT_EQ(ran.code, ExitCode::kRefused);
  EXPECT_THAT(ran.err, testing::HasSubstr("until tomorrow 21:00"));
}

}  // namespace
}  // namespace holdfast::cli
