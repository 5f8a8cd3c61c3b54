#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Summary : public CliTest {
 protected:
  std::string with_partner(const std::string& consent, const std::string& name = "A.") {
    daemon_.answer("GetPartner", {R"({"mail": ")" + name + R"(", "name": ")" + name +
                                  R"(", "consent": ")" + consent +
                                  R"(", "alerts": [], "shares_slips": false,
                                  "account_problem": "", "letters": []})"});
    return run({"summary"}).out;
  }
};

TEST_F(Summary, ShowsWhatTheFriendReads) {
  EXPECT_EQ(expect_golden("summary", {"summary"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("PreviewSummary"), "{}");
}

TEST_F(Summary, LeavesTheLinesAsTheyAre) {
  daemon_.answer("PreviewSummary", {R"({"subject": "s", "message": "m",
      "text": "urges  Mon 1   Tue 2  \n       Wed 0\n\n)" +
                                    std::string(90, 'x') + R"("})"});
  EXPECT_THAT(run({"summary"}).out,
              testing::HasSubstr("\n  urges  Mon 1   Tue 2\n         Wed 0\n\n  xxx"));
}

TEST_F(Summary, SaysWhetherItGoes) {
  EXPECT_THAT(with_partner("invited"), testing::HasSubstr("before A. has agreed"));
  EXPECT_THAT(with_partner("stopped"), testing::HasSubstr("wants no mail"));
  EXPECT_THAT(with_partner("agreed"), testing::HasSubstr("By itself it does not go"));
  EXPECT_THAT(with_partner("none", ""), testing::HasSubstr("no partner is named"));
}

TEST_F(Summary, PreviewIsTheBytesAndNothingElse) {
  EXPECT_EQ(run({"summary", "--preview"}).out,
            "From: Me <me@example.net>\r\nSubject: Me: 12 days\r\n\r\nHello A.,\r\n");
}

TEST_F(Summary, TakesAnyWeek) {
  EXPECT_EQ(run({"summary", "--week", "2026-03-02"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("PreviewSummary"), R"({"week":"2026-03-02"})");
  EXPECT_EQ(run({"summary", "--week", "2026-02-30"}).code, ExitCode::kUsage);
  EXPECT_EQ(run({"summary", "--week", "last"}).code, ExitCode::kUsage);
}

TEST_F(Summary, IsLookedAtBeforeItIsSent) {
  EXPECT_EQ(run({"summary", "--now"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("PreviewSummary"), R"({"now":true})");
  EXPECT_EQ(run({"summary", "--now", "--week", "2026-03-02"}).code, ExitCode::kUsage);
  EXPECT_EQ(run({"summary", "--now", "--send"}).code, ExitCode::kUsage);
}

TEST_F(Summary, IsSentNow) {
  EXPECT_EQ(run({"summary", "--send"}).out,
            "Me: 12 days\n\n  Hello A.,\n\n  12 days.\n\n* It went.\n");
  EXPECT_EQ(daemon_.asked("PreviewSummary"), R"({"now":true})");
  EXPECT_EQ(daemon_.asked("SendSummary"), "{}");
  EXPECT_EQ(run({"summary", "--send", "--preview"}).code, ExitCode::kUsage);
  daemon_.answer_error("SendSummary", ipc::kRefused, R"({"text": "A. has not agreed yet"})");
  EXPECT_EQ(run({"summary", "--send"}).code, ExitCode::kRefused);
}

TEST_F(Summary, IsJsonForPrograms) {
  EXPECT_THAT(run({"summary", "--json"}).out, testing::StartsWith(R"({"subject":)"));
  EXPECT_THAT(run({"summary", "--send", "--json"}).out, testing::StartsWith(R"({"letter":)"));
}

}  // namespace
}  // namespace holdfast::cli
