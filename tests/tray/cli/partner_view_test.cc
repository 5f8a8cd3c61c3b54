#include "tray/cli/partner_view.h"

#include <boost/json/parse.hpp>

#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class PartnerView : public CliTest {
 protected:
  // The screen, with this answer.
  std::string shown(const std::string& answer) {
    daemon_.answer("GetPartner", {answer});
    return run({"partner"}).out;
  }
};

constexpr const char* kAccount =
    R"("account": {"sender": "me@example.net", "name": "Me", "server": "smtps://mail.example.net",
       "user": "me", "sendmail": ""}, "account_problem": "")";

std::string partner(const std::string& consent, const std::string& more,
                    const std::string& account = kAccount) {
  return R"({"mail": "friend@example.org", "name": "A.", "consent": ")" + consent +
         R"(", "alerts": [], "shares_slips": false, "letters": [], )" + more + account + "}";
}

TEST_F(PartnerView, BeforeAnybodyIsNamed) {
  EXPECT_EQ(shown(R"({"mail": "", "name": "", "consent": "none", "alerts": [],
                      "shares_slips": false, "account_problem": "", "letters": []})"),
            "No partner is named. One trusted friend can see how it is going: holdfast\n"
            "partner --help\n");
}

TEST_F(PartnerView, WhenMuchIsInTheWay) {
  daemon_.answer("GetPartner", {R"({"mail": "friend@example.org", "name": "A.",
      "consent": "agreed", "next_summary": "2026-03-15T17:00:00Z", "alerts": ["slip"],
      "shares_slips": true, "key_counts_from": "2026-03-13T20:00:00Z",
      "pass_until": "2026-03-12T20:10:00Z",
      "account": {"sender": "me@example.net", "name": "", "server": "", "user": "",
                  "sendmail": "/usr/sbin/sendmail"},
      "account_problem": "/usr/sbin/sendmail is not there; is a mail program installed?",
      "letters": [
        {"id": 58, "kind": "invitation", "made": "2026-02-20T17:00:00Z", "state": "sent",
         "tries": 1, "answer": "250 taken"},
        {"id": 59, "kind": "test", "made": "2026-03-01T17:00:00Z", "state": "withdrawn",
         "tries": 0, "answer": ""},
        {"id": 66, "kind": "summary", "made": "2026-03-12T19:00:00Z", "state": "waiting",
         "tries": 3, "next_try": "2026-03-12T20:25:00Z",
         "answer": "451 come back later, this server greets nobody at once, and says so at length"},
        {"id": 65, "kind": "alert", "made": "2026-03-11T17:00:00Z", "state": "refused", "tries": 1,
         "answer": "550 no such user"},
        {"id": 64, "kind": "alert", "made": "2026-03-10T17:00:00Z", "state": "unsure", "tries": 1,
         "answer": ""},
        {"id": 63, "kind": "summary", "made": "2026-03-08T17:00:00Z", "state": "sending",
         "tries": 0, "answer": ""},
        {"id": 62, "kind": "summary", "made": "2026-03-01T17:00:00Z", "state": "writing",
         "tries": 0, "answer": ""}]})"});
  EXPECT_EQ(expect_golden("partner_hard", {"partner"}), ExitCode::kDone);
}

TEST_F(PartnerView, SaysWhatToDoNext) {
  EXPECT_THAT(shown(partner("none", "", R"("account_problem": "no account")")),
              testing::HasSubstr("holdfast partner account"));
  EXPECT_THAT(shown(partner("none", "")), testing::HasSubstr("holdfast partner invite"));
  EXPECT_THAT(shown(partner("none", R"("invite_from": "2026-03-13T20:00:00Z", )")),
              testing::HasSubstr("from tomorrow 21:00 on"));
  EXPECT_THAT(shown(partner("stopped", "")), testing::HasSubstr("holdfast partner invite"));
  EXPECT_THAT(shown(partner("invited", "")), testing::HasSubstr("holdfast partner agreed WORD"));
  EXPECT_THAT(shown(partner("agreed", "")), testing::HasSubstr("holdfast partner key"));
  EXPECT_THAT(shown(partner("agreed", R"("key_counts_from": "2026-03-10T20:00:00Z", )")),
              testing::HasSubstr("holdfast summary"));
}

TEST_F(PartnerView, SaysThatNoSummaryGoes) {
  EXPECT_THAT(shown(partner("agreed", "")), testing::HasSubstr("none is sent"));
}

TEST_F(PartnerView, CallsThemByTheirAddressWhereThereIsNoName) {
  EXPECT_EQ(friend_words({{"mail", "friend@example.org"}, {"name", ""}}), "friend@example.org");
  EXPECT_EQ(friend_words({{"mail", "friend@example.org"}, {"name", "A."}}), "A.");
  EXPECT_EQ(account_words({{"sender", "me@example.net"}, {"sendmail", "/usr/sbin/sendmail"}}),
            "me@example.net by /usr/sbin/sendmail");
}

}  // namespace
}  // namespace holdfast::cli
