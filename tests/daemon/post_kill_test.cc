#include <sys/wait.h>

#include <csignal>
#include <map>

#include "tests/daemon/post_world.h"

namespace holdfast::daemon {
namespace {

using platform::Fate;
using platform::MailVerdict;
using Kind = platform::MailVerdict::Kind;

/// A daemon that sends one letter, to be killed: a child with a loop of its own.
class PostLinkKillTest : public PostLinkTest {
 protected:
  pid_t daemon_that_sends(std::int64_t number) {
    const std::string bytes = "Subject: letter " + std::to_string(number) + "\r\n\r\nb\r\n";
    const pid_t daemon = ::fork();
    if (daemon != 0) return daemon;
    boost::asio::io_context loop;
    PostLink link(loop, setup_);
    link.send({number, "max@example.org", "friend@example.net", bytes}, [](const MailVerdict&) {});
    loop.run();
    ::_exit(0);
  }
  static void kill_and_wait(pid_t daemon) {
    ::kill(daemon, SIGKILL);
    ::waitpid(daemon, nullptr, 0);
  }
  pid_t sender(std::int64_t number) {
    const auto slip = platform::slip_path(setup_.paths.outbox(), number);
    std::vector<pid_t> found;
    EXPECT_TRUE(run_until([&] { return !(found = senders(slip)).empty(); }));
    return found.empty() ? 0 : found.front();
  }
  Fate await(std::int64_t number) {
    std::optional<Fate> got;
    link_->await(number, [&](const Fate& fate) { got = fate; });
    EXPECT_TRUE(run_until([&] { return got.has_value(); }));
    return got.value_or(Fate());
  }
};

TEST_F(PostLinkKillTest, ADaemonKilledBeforeTheEndSendsAgain) {
  for (const char* step : {"mail", "rcpt"}) {
    const std::int64_t number = std::string(step) == "mail" ? 1 : 2;
    const MailServer held({"--fault", std::string("hold-at-") + step});
    use_server(held.url());
    const pid_t daemon = daemon_that_sends(number);
    ASSERT_TRUE(held.wait_for(step));
    kill_and_wait(daemon);
    EXPECT_EQ(await(number), Fate()) << step;
    const MailServer server;
    use_server(server.url());
    EXPECT_EQ(send(number).kind, Kind::kSent);
    EXPECT_EQ(server.letters().size(), 1u);
    EXPECT_TRUE(held.letters().empty());
  }
}

TEST_F(PostLinkKillTest, ADaemonKilledAfterTheEndLeavesTheSenderToIt) {
  const MailServer server({"--fault", "slow-after-dot"});
  use_server(server.url());
  const pid_t daemon = daemon_that_sends(3);
  ASSERT_TRUE(server.wait_for("letter"));
  kill_and_wait(daemon);
  EXPECT_EQ(link_->fate(3).kind, Fate::Kind::kInFlight);
  // Asked to send it once more, the new daemon waits for what the old one's sender learns.
  EXPECT_EQ(send(3).kind, Kind::kSent);
  EXPECT_EQ(link_->fate(3).verdict->kind, Kind::kSent);
  EXPECT_EQ(server.letters().size(), 1u);
}

TEST_F(PostLinkKillTest, ASenderKilledBeforeTheEndIsTriedLater) {
  const MailServer held({"--fault", "hold-at-rcpt"});
  use_server(held.url());
  std::optional<MailVerdict> got;
  link_->send({4, "max@example.org", "friend@example.net", "Subject: a\r\n\r\nb\r\n"},
              [&](MailVerdict verdict) { got = std::move(verdict); });
  ASSERT_TRUE(run_until([&] { return held.events().find("rcpt") != std::string::npos; }));
  ::kill(sender(4), SIGKILL);
  ASSERT_TRUE(run_until([&] { return got.has_value(); }));
  EXPECT_EQ(got->kind, Kind::kLater);
  EXPECT_EQ(link_->fate(4), Fate());
}

TEST_F(PostLinkKillTest, ASenderKilledAfterTheEndIsNeverSentAgain) {
  const MailServer held({"--fault", "hold-after-dot"});
  use_server(held.url());
  std::optional<MailVerdict> got;
  link_->send({5, "max@example.org", "friend@example.net", "Subject: a\r\n\r\nb\r\n"},
              [&](MailVerdict verdict) { got = std::move(verdict); });
  ASSERT_TRUE(run_until([&] { return !held.letters().empty(); }));
  ::kill(sender(5), SIGKILL);
  ASSERT_TRUE(run_until([&] { return got.has_value(); }));
  EXPECT_EQ(got->kind, Kind::kUnsure);
  const MailServer server;
  use_server(server.url());
  EXPECT_EQ(send(5).kind, Kind::kUnsure);
  EXPECT_TRUE(server.letters().empty());
}

TEST_F(PostLinkKillTest, BothKilledAfterTheEndItIsNeverSentAgain) {
  const MailServer held({"--fault", "hold-after-dot"});
  use_server(held.url());
  const pid_t daemon = daemon_that_sends(6);
  ASSERT_TRUE(held.wait_for("letter"));
  const pid_t its_sender = sender(6);
  kill_and_wait(daemon);
  ::kill(its_sender, SIGKILL);
  EXPECT_EQ(await(6).verdict->kind, Kind::kUnsure);
  EXPECT_EQ(send(6).kind, Kind::kUnsure);
}

std::string numbered(std::int64_t number) {
  return "Subject: letter " + std::to_string(number) + "\r\n\r\nb\r\n";
}

// Whoever is killed, and at whatever moment: no letter goes twice, and one that a server took is
// never taken to have not begun.
TEST_F(PostLinkKillTest, NoLetterGoesTwice) {
  const MailServer server;
  use_server(server.url());
  constexpr std::int64_t kLetters = 60;
  std::map<Kind, int> fates;
  for (std::int64_t number = 1; number <= kLetters; ++number) {
    const bool kills_the_daemon = number % 2 == 0;
    const pid_t daemon = daemon_that_sends(number);
    // From before the helper runs to after it is done, in steps of a millisecond or so.
    const auto until = std::chrono::steady_clock::now() + number * 1500us;
    while (std::chrono::steady_clock::now() < until) {
    }
    if (!kills_the_daemon) {
      for (const pid_t one : senders(platform::slip_path(setup_.paths.outbox(), number)))
        ::kill(one, SIGKILL);
    }
    kill_and_wait(daemon);
    MailVerdict verdict = send(number, numbered(number));
    if (verdict.kind == Kind::kLater) verdict = send(number, numbered(number));
    ++fates[verdict.kind];
  }
  EXPECT_EQ(fates[Kind::kSent] + fates[Kind::kUnsure], kLetters);
  EXPECT_GT(fates[Kind::kSent], 0);
  std::map<std::string, int> copies;
  for (const std::string& letter : server.letters()) ++copies[letter];
  for (const auto& [letter, count] : copies) EXPECT_EQ(count, 1) << letter;
  EXPECT_GE(copies.size(), static_cast<std::size_t>(fates[Kind::kSent]));
}

}  // namespace
}  // namespace holdfast::daemon
