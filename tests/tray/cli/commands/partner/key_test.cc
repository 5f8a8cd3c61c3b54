#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class PartnerKey : public CliTest {};

constexpr const char* kBack = "\033[2J\033[H\033[?1049l";

TEST_F(PartnerKey, IsShownOnceAndThenGone) {
  display_.signs = Display::Signs::kUnicode;
  type("y\n\n");
  EXPECT_EQ(expect_golden("partner_key", {"partner", "key"}), ExitCode::kDone);
  const Ran ran = run({"partner", "key"});
  // Nothing of it is left on the screen.
  const std::string left = ran.out.substr(ran.out.rfind(kBack));
  EXPECT_THAT(left, testing::Not(testing::HasSubstr("JBSW")));
  EXPECT_THAT(ran.out, testing::HasSubstr("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP"));
  EXPECT_THAT(ran.out, testing::HasSubstr("▀"));
}

TEST_F(PartnerKey, FitsAScreenOf24Lines) {
  display_.signs = Display::Signs::kUnicode;
  type("y\n\n");
  const std::string out = run({"partner", "key"}).out;
  const std::size_t begin = out.find("\033[H") + 3;
  const std::string shown = out.substr(begin, out.rfind(kBack) - begin);
  EXPECT_LT(std::count(shown.begin(), shown.end(), '\n'), 24);
}

TEST_F(PartnerKey, IsLettersWhereNoPictureCanBeShown) {
  const Ran ran = run({"partner", "key", "--yes"});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_EQ(ran.out,
            "To be typed in: JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP\n"
            "The key counts from tomorrow 21:00 on. A code of it goes in by: holdfast unlock\n"
            "CODE\n");
}

TEST_F(PartnerKey, IsNotMadeInPassing) {
  EXPECT_EQ(run({"partner", "key"}).code, ExitCode::kUsage);
  type("n\n");
  EXPECT_EQ(run({"partner", "key"}).code, ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("MakePartnerKey"), "null");
}

TEST_F(PartnerKey, SaysThatAnOlderOneEnds) {
  daemon_.answer("GetPartner", {R"({"mail": "friend@example.org", "name": "A.",
      "consent": "agreed", "alerts": [], "shares_slips": false,
      "key_counts_from": "2026-03-01T20:00:00Z", "account_problem": "", "letters": []})"});
  type("n\n");
  EXPECT_THAT(run({"partner", "key"}).out, testing::HasSubstr("stops counting"));
}

TEST_F(PartnerKey, IsJsonForPrograms) {
  EXPECT_THAT(run({"partner", "key", "--yes", "--json"}).out,
              testing::StartsWith(R"({"uri":"otpauth://totp/)"));
}

}  // namespace
}  // namespace holdfast::cli
