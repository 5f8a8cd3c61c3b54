#include "daemon/post_link.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <optional>

#include "tests/daemon/post_world.h"

namespace holdfast::daemon {
namespace {

using platform::Fate;
using platform::MailVerdict;
using Kind = platform::MailVerdict::Kind;

TEST_F(PostLinkTest, ComposesTheSameBytesTwice) {
  const auto first = compose(letter());
  ASSERT_TRUE(first) << first.error().text;
  EXPECT_NE(first->find("Message-Id: <week-7.test@example.org>\r\n"), std::string::npos);
  EXPECT_EQ(compose(letter()).value(), *first);
}

TEST_F(PostLinkTest, SaysWhyALetterCannotBe) {
  auto task = letter();
  task.to_mail = "friend@example.net\nBcc: other@example.net";
  const auto composed = compose(task);
  ASSERT_FALSE(composed);
  EXPECT_EQ(composed.error().code, ErrorCode::kInvalid);
}

TEST_F(PostLinkTest, SendsOnce) {
  const MailServer server;
  use_server(server.url());
  const MailVerdict sent = send(7);
  EXPECT_EQ(sent.kind, Kind::kSent) << sent.text;
  EXPECT_EQ(link_->fate(7), (Fate{Fate::Kind::kDecided, sent}));
  EXPECT_EQ(send(7), sent);
  EXPECT_EQ(server.letters().size(), 1u);
  EXPECT_EQ(link_->unsettled(), std::vector<std::int64_t>{7});
  link_->settle(7);
  EXPECT_EQ(link_->fate(7), Fate());
  EXPECT_TRUE(link_->unsettled().empty());
}

TEST_F(PostLinkTest, ASenderThatHangsIsNotWaitedForForever) {
  const MailServer silent({"--fault", "silent"});
  setup_.limits = {.connect = 1s, .whole = 1s};
  link_.emplace(loop_, setup_);
  use_server(silent.url());
  EXPECT_EQ(send(1).kind, Kind::kLater);
}

TEST_F(PostLinkTest, APasswordStandsInNoListOfProcesses) {
  const MailServer server({"--login", "me:s3cret-word", "--fault", "hold-at-mail"});
  platform::MailAccount account;
  account.from = "max@example.org";
  account.server = server.url();
  account.user = "me";
  ASSERT_TRUE(platform::write_mail_account(setup_.paths, account, "s3cret-word"));
  link_->send({1, "max@example.org", "friend@example.net", "x\r\n"}, [](const MailVerdict&) {});
  ASSERT_TRUE(run_until([&] { return server.events().find("mail\n") != std::string::npos; }));
  EXPECT_NE(server.events().find("login\n"), std::string::npos);
  const auto found = senders(platform::slip_path(setup_.paths.outbox(), 1));
  ASSERT_EQ(found.size(), 1u);
  const std::string process = "/proc/" + std::to_string(found.front());
  for (const char* file : {"/cmdline", "/environ"}) {
    EXPECT_EQ(get(process + file).find("s3cret"), std::string::npos) << file;
    EXPECT_EQ(get(process + file).find("friend@"), std::string::npos) << file;
  }
  const std::string status = get(process + "/status");
  EXPECT_NE(status.find("NoNewPrivs:\t1"), std::string::npos);
  EXPECT_NE(status.find("CapEff:\t0000000000000000"), std::string::npos);
  if (::geteuid() == 0) {
    EXPECT_EQ(status.find("Uid:\t0"), std::string::npos) << status;
  }
  ::kill(found.front(), SIGKILL);
}

TEST_F(PostLinkTest, LettersWaitForEachOther) {
  const MailServer server;
  use_server(server.url());
  std::vector<std::int64_t> order;
  for (const std::int64_t number : {1, 2, 3}) {
    link_->send({number, "max@example.org", "friend@example.net", "Subject: a\r\n\r\nb\r\n"},
                [&order, number](const MailVerdict& verdict) {
                  EXPECT_EQ(verdict.kind, Kind::kSent) << verdict.text;
                  order.push_back(number);
                });
  }
  EXPECT_TRUE(run_until([&] { return order.size() == 3; }));
  EXPECT_EQ(order, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(server.letters().size(), 3u);
}

TEST_F(PostLinkTest, WhoIsGoneIsToldNothing) {
  const MailServer server;
  use_server(server.url());
  link_->send({1, "max@example.org", "friend@example.net", "x\r\n"},
              [](const MailVerdict&) { FAIL(); });
  link_->compose(letter(), [](const Result<std::string>&) { FAIL(); });
  link_->await(9, [](const Fate&) { FAIL(); });
  loop_.run_one_for(1s);
  link_.reset();
  loop_.restart();
  loop_.run_for(5s);
}

/// The person's own msmtp, with the settings in their home.
TEST_F(PostLinkTest, ARealMsmtpSends) {
  const MailServer server;
  const std::string settings = root_ / "msmtprc";
  put(settings, "account default\nhost 127.0.0.1\nport " + std::to_string(server.port()) +
                    "\nfrom max@example.org\n");
  const std::string script = root_ / "sendmail";
  put(script, "#!/bin/sh\nexec msmtp --file=" + settings + " \"$@\"\n");
  ::chmod(script.c_str(), 0755);
  platform::MailAccount account;
  account.from = "max@example.org";
  account.sendmail = script;
  ASSERT_TRUE(platform::write_mail_account(setup_.paths, account, std::nullopt));
  const auto bytes = compose(letter());
  const MailVerdict verdict = send(1, *bytes);
  EXPECT_EQ(verdict.kind, Kind::kSent) << verdict.text;
  EXPECT_EQ(server.letters(), std::vector<std::string>{*bytes});
  EXPECT_EQ(server.envelope(), "max@example.org\nfriend@example.net");
}

TEST_F(PostLinkTest, SendmailRunsAsThePerson) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root becomes somebody else";
  setup_.person = 1;  // daemon, on every Debian
  link_.emplace(loop_, setup_);
  ::chmod(root_.path().c_str(), 0755);
  const auto mine = root_ / "mine";
  std::filesystem::create_directory(mine);
  ASSERT_EQ(::chown(mine.c_str(), 1, 1), 0);
  const std::string script = root_ / "sendmail";
  put(script, "#!/bin/sh\nid -un >" + (mine / "who").string() + "\necho $HOME >>" +
                  (mine / "who").string() + "\ngrep NoNewPrivs /proc/self/status >>" +
                  (mine / "who").string() + "\nls /proc/self/fd | wc -l >>" +
                  (mine / "who").string() + "\n");
  ::chmod(script.c_str(), 0755);
  platform::MailAccount account;
  account.from = "max@example.org";
  account.sendmail = script;
  ASSERT_TRUE(platform::write_mail_account(setup_.paths, account, std::nullopt));
  EXPECT_EQ(send(1).kind, Kind::kSent);
  // Descriptors 0, 1, 2 and the one that `ls` reads with: neither slip nor channel.
  EXPECT_EQ(get(mine / "who"), "daemon\n/usr/sbin\nNoNewPrivs:\t0\n4\n");
}

TEST_F(PostLinkTest, SaysThatThereIsNoAccount) {
  const MailVerdict verdict = send(1);
  EXPECT_EQ(verdict.kind, Kind::kMisconfigured);
  EXPECT_NE(verdict.text.english().find("holdfast partner account"), std::string::npos)
      << verdict.text;
  EXPECT_EQ(link_->fate(1), Fate());
}

TEST_F(PostLinkTest, SaysThatThereIsNoPost) {
  setup_.program = root_ / "nothing";
  link_.emplace(loop_, setup_);
  use_server("smtp://127.0.0.1:9");
  EXPECT_EQ(send(1).kind, Kind::kMisconfigured);
  EXPECT_EQ(compose(letter()).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::daemon
