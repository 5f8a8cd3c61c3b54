#include "daemon/sentry/gate.h"

#include <string>
#include <vector>

#include "tests/daemon/sentry/gate_world.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using platform::Fd;

constexpr std::string_view kRequest = "GET /x HTTP/1.1\r\nHost: a.example\r\n\r\n";

TEST_F(GateTest, AnswersWhenAcknowledged) {
  Gate gate(poller_, 100, taking());
  const Fd socket = client();
  say(socket, kRequest);
  admit(gate);
  ASSERT_EQ(reports_.size(), 1U);
  EXPECT_EQ(reports_[0].host, "a.example");
  EXPECT_EQ(heard(socket), std::nullopt);
  gate.acknowledge(reports_[0].token);
  EXPECT_TRUE(heard(socket)->starts_with("HTTP/1.1 403"));
}

TEST_F(GateTest, AnswersWithoutTheDaemonAfterAWhile) {
  Gate gate(poller_, 100, taking());
  const Fd socket = client();
  say(socket, kRequest);
  admit(gate);
  now_ += 399ms;
  gate.run_timers(now_, true);
  EXPECT_EQ(heard(socket), std::nullopt);
  now_ += 1ms;
  gate.run_timers(now_, true);
  EXPECT_TRUE(heard(socket)->starts_with("HTTP/1.1 403"));
}

TEST_F(GateTest, AnswersAtOnceWithoutADaemonAndKeepsTheCount) {
  Gate gate(poller_, 100, [](const Message&) { return false; });
  for (int i = 0; i < 3; ++i) {
    const Fd socket = client();
    say(socket, kRequest);
    admit(gate);
    EXPECT_TRUE(heard(socket)->starts_with("HTTP/1.1 403"));
  }
  EXPECT_EQ(gate.unacknowledged(), 3U);
}

TEST_F(GateTest, ReadsAHeadInPieces) {
  Gate gate(poller_, 100, taking());
  const Fd socket = client();
  admit(gate);
  for (const char c : kRequest) {
    EXPECT_TRUE(reports_.empty());
    say(socket, {&c, 1});
    handle(gate);
  }
  ASSERT_EQ(reports_.size(), 1U);
  EXPECT_EQ(reports_[0].host, "a.example");
}

TEST_F(GateTest, EndsAHeadWithoutEnd) {
  Gate gate(poller_, 100, taking());
  const Fd socket = client();
  admit(gate);
  say(socket, "GET / HTTP/1.1\r\nA: " + std::string(Gate::kMaxHead, 'a'));
  handle(gate);
  ASSERT_EQ(reports_.size(), 1U);
  EXPECT_EQ(reports_[0].detector, Detector::kSilent);
}

TEST_F(GateTest, EndsSilence) {
  Gate gate(poller_, 100, taking());
  const Fd socket = client();
  admit(gate);
  EXPECT_EQ(gate.next_timer(true), now_ + 5s);
  now_ += 5s;
  gate.run_timers(now_, true);
  ASSERT_EQ(reports_.size(), 1U);
  gate.acknowledge(reports_[0].token);
  EXPECT_EQ(heard(socket), "");
  EXPECT_TRUE(gate.is_idle());
}

TEST_F(GateTest, GivesUpTheOldestSilentOneAtTheLimit) {
  Gate gate(poller_, 2, taking());
  const Fd first = client();
  admit(gate);
  const Fd second = client();
  admit(gate);
  const Fd third = client();
  say(third, kRequest);
  admit(gate);
  EXPECT_EQ(heard(first), "");
  EXPECT_EQ(heard(second), std::nullopt);
  ASSERT_EQ(reports_.size(), 2U);
  EXPECT_EQ(reports_[1].host, "a.example");
}

TEST_F(GateTest, BoundsTheMemoryOfHalfHeads) {
  Gate gate(poller_, 2000, taking());
  std::vector<Fd> clients;
  const std::string half = "GET / HTTP/1.1\r\nA: " + std::string(Gate::kMaxHead - 1000, 'a');
  for (int i = 0; i < 560; ++i) {
    clients.push_back(client());
    admit(gate);
    say(clients.back(), half);
    handle(gate);
  }
  EXPECT_EQ(heard(clients.front()), "");
  EXPECT_EQ(heard(clients.back()), std::nullopt);
}

TEST_F(GateTest, LingersUntilTheClientIsDone) {
  Gate gate(poller_, 100, [](const Message&) { return false; });
  const Fd socket = client();
  say(socket, kRequest);
  admit(gate);
  EXPECT_FALSE(gate.is_idle());
  say(socket, "more");
  ::shutdown(socket.get(), SHUT_WR);
  handle(gate);
  EXPECT_TRUE(gate.is_idle());
  EXPECT_TRUE(heard(socket)->starts_with("HTTP/1.1 403"));
  EXPECT_EQ(heard(socket), "");
}

}  // namespace
}  // namespace holdfast::daemon
