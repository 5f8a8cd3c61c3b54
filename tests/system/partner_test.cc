#include <gmock/gmock.h>
#include <signal.h>

#include <memory>
#include <regex>

#include "tests/system/partner_world.h"

namespace holdfast {
namespace {

using testing::HasSubstr;
using testing::Not;

class PartnerTest : public PartnerWorld {};

std::string header(const std::string& letter, const std::string& name) {
  std::smatch found;
  const std::regex line("(^|\n)" + name + ": ([^\r\n]*)");
  return std::regex_search(letter, found, line) ? found.str(2) : "";
}

TEST_F(PartnerTest, TellsTheWholeStoryByMail) {
  const MailServer server;
  use_server(server);
  call("SendTestMail");
  ASSERT_TRUE(wait_for_letter("test", "sent")) << state_of("test");
  EXPECT_EQ(server.envelope(), "me@example.net\nme@example.net");
  keep("test", server.letters().at(0));

  edit("block https://www.instagram.com/her.name/");
  edit("alias dragonfly");
  edit("plan \"If I open the laptop, then I water the cactus\"");
  have_the_friend_agree(server);
  keep("invitation", server.letters().at(1));
  curl("https://www.instagram.com/her.name/");
  ASSERT_TRUE(wait_for("urge", 1));
  call("ReportUrge", {{"note", "the marigold song"}});
  // A loosening is told at once.
  call("Unblock", {{"target", "instagram/her.name"}});
  edit("cooling-off 10m");
  ASSERT_TRUE(wait_for_letter("alert", "sent")) << state_of("alert");
  keep("alert", server.letters().at(2));
  EXPECT_EQ(server.letters().size(), 3u);

  have_days_untold(7);
  const auto preview = call("PreviewSummary");
  call("SendSummary");
  ASSERT_TRUE(wait_for_letter("summary", "sent")) << state_of("summary");
  const std::string summary = server.letters().at(3);
  keep("summary", summary);
  EXPECT_EQ(header(summary, "Subject"), std::string(preview.at("subject").as_string()));
  EXPECT_THAT(header(summary, "List-Unsubscribe"), HasSubstr("mailto:me@example.net"));
  EXPECT_THAT(text_of(summary), HasSubstr("first mail of this record"));
  EXPECT_THAT(text_of(summary, "text/html"), HasSubstr("cid:chart"));
  EXPECT_THAT(text_of(summary, "image/png"), HasSubstr("PNG"));
  for (const std::string& letter : server.letters()) {
    const std::string all = letter + text_of(letter) + text_of(letter, "text/html");
    for (const char* secret : {"instagram", "her.name", "dragonfly", "cactus", "marigold"}) {
      EXPECT_THAT(all, Not(HasSubstr(secret)));
    }
  }
  const auto verified = call("VerifyRecord", {{"mark", header(summary, "X-Holdfast-Record")}});
  EXPECT_EQ(verified.at("result").as_string(), "whole") << boost::json::serialize(verified);
}

TEST_F(PartnerTest, TheOutboxNamesNobodyEither) {
  {
    const MailServer server;
    use_server(server);
    edit("block https://www.instagram.com/her.name/");
    edit("alias dragonfly");
    have_the_friend_agree(server);
    call("ReportUrge", {{"note", "the marigold song"}});
    have_days_untold(7);
  }
  const MailServer busy({"--fault", "greylist"});
  use_server(busy);
  call("SendSummary");
  call("Unblock", {{"target", "instagram/her.name"}});
  call("Explain", {{"text", "a hydrangea"}});
  ASSERT_TRUE(wait_for_letter("summary", "waiting")) << state_of("summary");
  end_with(SIGTERM);
  const Said kept =
      run("/usr/bin/python3 -c \"import sqlite3; [print(*row) for row in "
          "sqlite3.connect('" +
          (folder_ / "var/lib/holdfast/holdfast.db").string() +
          "').execute('SELECT key, value FROM fact WHERE key LIKE \\'mail/%\\' OR key "
          "LIKE \\'letter/%\\'')]\"; grep -r . " +
          (folder_ / "var/lib/holdfast/outbox").string());
  EXPECT_THAT(kept.text, HasSubstr("friend@example.org"));
  EXPECT_THAT(kept.text, HasSubstr("mail/"));
  for (const char* secret : {"instagram", "her.name", "dragonfly", "marigold", "hydrangea"}) {
    EXPECT_THAT(kept.text, Not(HasSubstr(secret)));
  }
}

TEST_F(PartnerTest, ARecordThatWasChangedIsTold) {
  const MailServer server;
  use_server(server);
  edit("block example.org");
  have_the_friend_agree(server);
  call("ReportUrge", {{"note", "one"}});
  have_days_untold(7);
  call("SendSummary");
  ASSERT_TRUE(wait_for_letter("summary", "sent"));
  const std::string mark = header(server.letters().back(), "X-Holdfast-Record");
  // The next week continues it.
  have_days_untold(7);
  call("SendSummary");
  ASSERT_TRUE(wait_until([&] { return server.letters().size() == 3; }));
  EXPECT_THAT(text_of(server.letters().back()), HasSubstr("continues the record"));
  // An urge is taken out of it by hand, and the numbers are made to fit.
  end_with(SIGTERM);
  change_database("PRAGMA foreign_keys = OFF; DELETE FROM event WHERE kind = 'urge'");
  begin();
  EXPECT_NE(call("VerifyRecord", {{"mark", mark}}).at("result").as_string(), "whole");
  have_days_untold(7);
  call("SendSummary");
  ASSERT_TRUE(wait_until([&] { return server.letters().size() == 4; }));
  EXPECT_THAT(text_of(server.letters().back()), HasSubstr("changed or cut"));
}

TEST_F(PartnerTest, NothingGoesBeforeTheFriendAgreed) {
  const MailServer server;
  use_server(server);
  edit("block example.org");
  edit("partner friend@example.org name \"Alex\" summary weekly sun 18:00");
  ASSERT_TRUE(wait_for_letter("invitation", "sent"));
  call("Unblock", {{"target", "example.org"}});
  edit("lock for 7d");
  EXPECT_EQ(state_of("alert"), "none");
  EXPECT_EQ(server.letters().size(), 1u);
}

TEST_F(PartnerTest, TheCodeOfARealAuthenticatorOpensOneDoor) {
  const MailServer server;
  use_server(server);
  edit("block example.org");
  edit("block example.net");
  have_the_friend_agree(server);
  const std::string uri(call("MakePartnerKey").at("uri").as_string());
  std::smatch secret;
  ASSERT_TRUE(std::regex_search(uri, secret, std::regex("secret=([A-Z2-7]+)"))) << uri;
  EXPECT_EQ(run("stat -c %a " + (folder_ / "var/lib/holdfast/partner.key").string()).text, "600\n");
  // The day that a new key waits is over, and so are the ten minutes for mistakes.
  end_with(SIGTERM);
  change_database(
      "UPDATE fact SET value = json_set(value, '$.key.counts_from', 0) WHERE key = "
      "'partner'; UPDATE fact SET value = json_set(value, '$.made', -3600000) WHERE "
      "key LIKE 'rule/%'");
  begin();
  edit("lock for 30d");
  const std::string code = run("oathtool --totp --base32 " + secret.str(1)).text.substr(0, 6);
  const auto error_of = [&](const std::string& method, boost::json::object parameters) {
    auto fresh = ipc::Client::connect(socket());
    const auto reply = fresh->call("io.holdfast.Control." + method, std::move(parameters));
    return reply ? reply->error : std::string("no answer");
  };
  EXPECT_NE(error_of("Unblock", {{"target", "example.org"}}), "");
  EXPECT_EQ(error_of("Unlock", {{"code", code}}), "");
  EXPECT_EQ(error_of("Unblock", {{"target", "example.org"}}), "");
  EXPECT_NE(error_of("Unblock", {{"target", "example.net"}}), "");
  EXPECT_NE(error_of("Unlock", {{"code", code}}), "") << "a second time";
  for (int i = 0; i < 5; ++i) EXPECT_NE(error_of("Unlock", {{"code", "000000"}}), "");
  EXPECT_EQ(recorded("unlocked").size(), 1u);
  EXPECT_EQ(hosts().find("example.org"), std::string::npos);
  EXPECT_NE(hosts().find("example.net"), std::string::npos);
}

struct Hold {
  const char* fault;
  const char* event;  ///< that the server notes when it holds
};

class KilledSenderTest : public PartnerWorld, public testing::WithParamInterface<Hold> {};

TEST_P(KilledSenderTest, SendsAtMostOneCopy) {
  auto held = std::make_unique<MailServer>(std::vector<std::string>{"--fault", GetParam().fault});
  use_server(*held);
  call("SendTestMail");
  ASSERT_TRUE(held->wait_for(GetParam().event)) << held->events();
  const MailServer good;
  use_server(good);
  EXPECT_EQ(end_with(SIGKILL), -SIGKILL);
  begin();
  // A sender that may have been understood goes on to its end, and nobody sends beside it.
  const std::size_t taken = held->letters().size();
  held.reset();
  EXPECT_TRUE(wait_until([&] {
    const std::string state = state_of("test");
    return state == "sent" || state == "unsure";
  })) << state_of("test");
  EXPECT_LE(taken + good.letters().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Everywhere, KilledSenderTest,
                         testing::Values(Hold{"hold-at-mail", "mail"}, Hold{"hold-at-rcpt", "rcpt"},
                                         Hold{"hold-mid-data", "middle"},
                                         Hold{"hold-after-dot", "letter"},
                                         Hold{"slow-after-dot", "letter"}),
                         [](const auto& hold) {
                           std::string name = hold.param.fault;
                           std::erase(name, '-');
                           return name;
                         });

TEST_F(PartnerTest, SaysWhatHinders) {
  {
    const MailServer server({"--fault", "refuse-recipient"});
    use_server(server);
    edit("partner friend@example.org name \"Alex\" summary weekly sun 18:00");
    ASSERT_TRUE(wait_for_letter("invitation", "refused")) << state_of("invitation");
    EXPECT_THAT(warnings(), HasSubstr("refused"));
    EXPECT_THAT(warnings(), Not(HasSubstr("friend@example.org")));
  }
  {
    const MailServer server({"--fault", "greylist"});
    use_server(server);
    call("SendTestMail");
    ASSERT_TRUE(server.wait_for("rcpt"));
    ASSERT_TRUE(wait_for_letter("test", "waiting"));
  }
  const MailServer server;
  use_server(server);  // what waits is tried at once
  EXPECT_TRUE(wait_for_letter("test", "sent")) << state_of("test");
  EXPECT_EQ(server.letters().size(), 1u);
}

}  // namespace
}  // namespace holdfast
