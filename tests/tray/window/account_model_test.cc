#include "tray/window/account_model.h"

#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

AccountDraft draft() {
  return {MailWay::kServer, "me@example.net", "Me", "smtps://mail.example.net", "me", "secret", ""};
}

TEST(AccountModel, ShowsTheAccountThereIs) {
  Snapshot snapshot = sample();
  EXPECT_TRUE(has_account(snapshot));
  const AccountDraft shown = account_draft(snapshot);
  EXPECT_EQ(shown.way, MailWay::kServer);
  EXPECT_EQ(shown.sender, "me@example.net");
  EXPECT_EQ(shown.server, "smtps://mail.example.net");
  EXPECT_EQ(shown.password, "");
  EXPECT_EQ(account_words(snapshot), "Letters go from me@example.net, by mail.example.net.");
  EXPECT_EQ(account_problem(snapshot), "");
}

TEST(AccountModel, ShowsSendmail) {
  Snapshot snapshot = sample();
  snapshot.partner["account"] = {{"sender", "me@example.net"},
                                 {"name", ""},
                                 {"server", ""},
                                 {"user", ""},
                                 {"sendmail", "/usr/lib/sendmail"}};
  EXPECT_EQ(account_draft(snapshot).way, MailWay::kSendmail);
  EXPECT_THAT(account_words(snapshot), HasSubstr("/usr/lib/sendmail on this computer"));
}

TEST(AccountModel, BeginsWithWhatIsUsual) {
  Snapshot snapshot = sample();
  snapshot.partner.erase("account");
  snapshot.partner["account_problem"] = "there is no mail account yet";
  EXPECT_FALSE(has_account(snapshot));
  EXPECT_EQ(account_draft(snapshot).way, MailWay::kServer);
  EXPECT_EQ(account_draft(snapshot).sendmail, "/usr/sbin/sendmail");
  EXPECT_THAT(account_words(snapshot), HasSubstr("no server of ours"));
  EXPECT_EQ(account_problem(snapshot), "there is no mail account yet");
}

TEST(AccountModel, SaysWhatIsMissing) {
  EXPECT_EQ(missing(draft()), "");
  AccountDraft wrong = draft();
  wrong.sender = "me";
  EXPECT_THAT(missing(wrong), HasSubstr("Your own mail address"));
  wrong = draft();
  wrong.server = "";
  EXPECT_THAT(missing(wrong), HasSubstr("name of the server"));
  wrong.server = "https://mail.example.net";
  EXPECT_THAT(missing(wrong), HasSubstr("smtps://"));
  wrong.server = "smtp://mail.example.net:587";
  EXPECT_EQ(missing(wrong), "");
  wrong.way = MailWay::kSendmail;
  EXPECT_THAT(missing(wrong), HasSubstr("/usr/sbin/sendmail"));
}

TEST(AccountModel, TakesTheSafestWayToABareName) {
  AccountDraft bare = draft();
  bare.server = "mail.example.net:465";
  EXPECT_EQ(missing(bare), "");
  EXPECT_THAT(boost::json::serialize(account_parameters(bare)),
              HasSubstr(R"("server":"smtps://mail.example.net:465")"));
}

TEST(AccountModel, KeepsThePasswordWhereNoneIsTyped) {
  EXPECT_EQ(account_parameters(draft()).at("password").as_string(), "secret");
  AccountDraft kept = draft();
  kept.password.clear();
  EXPECT_FALSE(account_parameters(kept).contains("password"));
}

TEST(AccountModel, SendsNothingOfAServerWithSendmail) {
  AccountDraft local = draft();
  local.way = MailWay::kSendmail;
  local.sendmail = "/usr/sbin/sendmail";
  EXPECT_EQ(boost::json::serialize(account_parameters(local)),
            R"({"account":{"sender":"me@example.net","name":"Me","server":"","user":"",)"
            R"("sendmail":"/usr/sbin/sendmail"}})");
}

}  // namespace
}  // namespace holdfast::window
