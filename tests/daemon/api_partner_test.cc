#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "platform/ipc/names.h"
#include "platform/one_time_code.h"
#include "tests/fakes/brain_with_friend.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using fakes::Brain;
using fakes::BrainWithFriend;
using testing::HasSubstr;

std::string text_of(const ipc::Reply& reply) {
  return std::string(reply.parameters.at("text").as_string());
}

/// The code that the friend's authenticator shows now.
std::string code_now(BrainWithFriend& brain) {
  const auto secret = platform::read_partner_key({brain.folder.path()});
  EXPECT_TRUE(secret);
  for (int code = 0; code < 1'000'000; ++code) {
    std::string text = std::to_string(code);
    text.insert(0, 6 - text.size(), '0');
    if (secret->match(text, brain.controller->now().wall)) return text;
  }
  return "";
}

TEST(ApiPartner, TellsWhoTheFriendIs) {
  Brain nobody;
  const auto none = nobody.call("GetPartner").parameters;
  EXPECT_EQ(none.at("mail").as_string(), "");
  EXPECT_EQ(none.at("consent").as_string(), "none");

  BrainWithFriend brain;
  auto told = brain.call("GetPartner").parameters;
  EXPECT_EQ(told.at("name").as_string(), "Alex");
  EXPECT_EQ(told.at("consent").as_string(), "invited");
  EXPECT_EQ(told.at("invite_from").as_string(), "2026-03-09T10:00:00Z");
  EXPECT_EQ(told.if_contains("next_summary"), nullptr);
  EXPECT_EQ(told.at("account").at("sender").as_string(), "me@example.net");
  EXPECT_EQ(told.at("alerts").as_array().size(), 3u);
  brain.agree();
  told = brain.call("GetPartner").parameters;
  EXPECT_EQ(told.at("consent").as_string(), "agreed");
  EXPECT_EQ(told.at("next_summary").as_string(), "2026-03-08T18:00:00Z");
}

TEST(ApiPartner, RefusesAnAccountThatWouldNotWork) {
  Brain brain;
  const auto set = [&](const char* server) {
    return brain.call("SetMailAccount",
                      {{"account", boost::json::object{{"sender", "me@example.net"},
                                                       {"name", ""},
                                                       {"server", server},
                                                       {"user", ""},
                                                       {"sendmail", ""}}}});
  };
  EXPECT_EQ(set("ftp://mail.example.net").error, ipc::kBadInput);
  EXPECT_EQ(brain.call("SendTestMail").error, ipc::kFailed);
  EXPECT_EQ(set("smtps://mail.example.net").error, "");
}

TEST(ApiPartner, GivesAPasswordToNoOtherServer) {
  Brain brain;
  const auto set = [&](const char* server, const char* password) {
    boost::json::object in{{"account", boost::json::object{{"sender", "me@example.net"},
                                                           {"name", ""},
                                                           {"server", server},
                                                           {"user", "me"},
                                                           {"sendmail", ""}}}};
    if (password != nullptr) in["password"] = password;
    return brain.call("SetMailAccount", std::move(in)).error;
  };
  EXPECT_EQ(set("smtps://mail.example.net", "secret"), "");
  EXPECT_EQ(set("smtps://mail.example.net", nullptr), "");
  EXPECT_EQ(set("smtp://127.0.0.1:2525", nullptr), ipc::kBadInput);
  EXPECT_EQ(set("smtp://127.0.0.1:2525", "another"), "");
}

TEST(ApiPartner, SendsATestToThePerson) {
  BrainWithFriend brain;
  const auto reply = brain.call("SendTestMail");
  EXPECT_EQ(reply.parameters.at("letter").at("kind").as_string(), "test");
  brain.post.run();
  EXPECT_EQ(brain.post.sent.back().to, "me@example.net");
}

TEST(ApiPartner, TakesTheWordOnly) {
  BrainWithFriend brain;
  EXPECT_EQ(brain.call("PartnerAgreed", {{"word", "please"}}).error, ipc::kRefused);
  brain.agree();
  EXPECT_EQ(brain.call("PartnerAgreed", {{"word", "please"}}).error, ipc::kNotFound);
  EXPECT_EQ(brain.call("InvitePartner").error, ipc::kRefused);
}

TEST(ApiPartner, RemindsAfterAWeek) {
  BrainWithFriend brain;
  const auto refused = brain.call("InvitePartner");
  EXPECT_EQ(refused.error, ipc::kRefused);
  EXPECT_EQ(refused.parameters.at("until").as_string(), "2026-03-09T10:00:00Z");
  brain.pass(7 * 24h);
  const auto reply = brain.call("InvitePartner");
  EXPECT_EQ(reply.parameters.at("letter").at("kind").as_string(), "invitation");
}

TEST(ApiPartner, HonoursAStop) {
  BrainWithFriend brain;
  brain.agree();
  EXPECT_EQ(brain.call("PartnerStopped").error, "");
  brain.post.run();
  EXPECT_EQ(brain.state_of("farewell"), "sent");
  EXPECT_EQ(brain.call("PartnerStopped").error, ipc::kNotFound);
  EXPECT_EQ(brain.call("SendSummary").error, ipc::kRefused);
}

TEST(ApiPartner, SendsASummaryOfWholeDays) {
  BrainWithFriend brain;
  EXPECT_EQ(brain.call("SendSummary").error, ipc::kRefused);
  brain.agree();
  EXPECT_THAT(text_of(brain.call("SendSummary")), HasSubstr("whole day"));
  brain.pass(24h);
  const auto reply = brain.call("SendSummary");
  EXPECT_EQ(reply.parameters.at("letter").at("kind").as_string(), "summary");
  brain.post.run();
  EXPECT_EQ(brain.state_of("summary"), "sent");
}

TEST(ApiPartner, PreviewsNothingWithoutAFriendOrAnAccount) {
  Brain brain;
  EXPECT_EQ(brain.call("PreviewSummary").error, ipc::kFailed);
  platform::MailAccount account;
  account.from = "me@example.net";
  account.server = "smtp://127.0.0.1";
  ASSERT_TRUE(platform::write_mail_account({brain.folder.path()}, account, std::nullopt));
  EXPECT_EQ(brain.call("PreviewSummary").error, ipc::kRefused);
}

TEST(ApiPartner, KeepsWhatWasExplained) {
  BrainWithFriend brain;
  const auto reply = brain.call("Explain", {{"text", "an update of the distribution"}});
  EXPECT_THAT(std::string(reply.parameters.at("event").at("text").as_string()),
              HasSubstr("an update"));
  EXPECT_EQ(brain.call("Explain", {{"text", ""}}).error, ipc::kRefused);
}

TEST(ApiPartner, ACodeOfTheKeyLetsOneLooseningThrough) {
  BrainWithFriend brain;
  EXPECT_EQ(brain.call("MakePartnerKey").error, ipc::kRefused);
  brain.agree();
  const auto made = brain.call("MakePartnerKey").parameters;
  EXPECT_THAT(std::string(made.at("uri").as_string()), HasSubstr("otpauth://totp/Holdfast:Robin"));
  EXPECT_EQ(made.at("counts_from").as_string(), "2026-03-03T10:00:00Z");
  EXPECT_EQ(brain.call("Unlock", {{"code", code_now(brain)}}).error, ipc::kRefused);
  brain.pass(25h);
  brain.edit("lock for 30d");
  EXPECT_EQ(brain.call("Unblock", {{"target", "example.org"}}).error, ipc::kRefused);
  const std::string code = code_now(brain);
  const auto unlocked = brain.call("Unlock", {{"code", code}});
  ASSERT_EQ(unlocked.error, "");
  EXPECT_EQ(unlocked.parameters.at("until").as_string(), "2026-03-03T11:10:00Z");
  const auto gone = brain.call("Unblock", {{"target", "example.org"}});
  ASSERT_EQ(gone.error, "") << boost::json::serialize(gone.parameters);
  EXPECT_EQ(gone.parameters.at("result").at("outcome").as_string(), "done");
  // Neither the code nor what it opened is there a second time.
  EXPECT_EQ(brain.call("Unlock", {{"code", code}}).error, ipc::kRefused);
  EXPECT_EQ(brain.call("Unblock", {{"target", "partner"}}).error, ipc::kRefused);
}

TEST(ApiPartner, VerifiesTheRecord) {
  BrainWithFriend brain;
  const auto whole = brain.call("VerifyRecord").parameters;
  EXPECT_EQ(whole.at("result").as_string(), "whole");
  const std::string mark(whole.at("mark").as_string());
  EXPECT_EQ(whole.at("entries").as_int64(), std::stoll(mark));
  (void)brain.call("ReportUrge");
  EXPECT_EQ(brain.call("VerifyRecord", {{"mark", mark}}).parameters.at("result").as_string(),
            "whole");
  EXPECT_EQ(brain.call("VerifyRecord", {{"mark", "3:0123-4567-89ab-cdef"}})
                .parameters.at("result")
                .as_string(),
            "another");
  EXPECT_EQ(brain.call("VerifyRecord", {{"mark", "hello"}}).error, ipc::kBadInput);
}

TEST(ApiPartner, TellsHowTheTimeWent) {
  BrainWithFriend brain;
  brain.pass(1h);
  brain.clock.since_boot += 2h;  // asleep
  brain.clock.wall += 2h;
  (void)brain.call("GetStatus");  // as a window does right after resume
  brain.controller->submit(event::TimePassed{});
  const auto coverage = brain.call("GetStatus").parameters.at("coverage").as_object();
  EXPECT_EQ(coverage.at("verified").as_int64(), 3600);
  EXPECT_EQ(coverage.at("asleep").as_int64(), 7200);
  EXPECT_EQ(coverage.at("not_running").as_int64(), 0);
}

}  // namespace
}  // namespace holdfast
