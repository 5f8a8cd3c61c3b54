#include "daemon/sentry/relay.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

#include <string>
#include <vector>

#include "daemon/sentry/listeners.h"

namespace holdfast::daemon {
namespace {

using platform::Fd;

// A client (a socket pair) and a server on loopback with a relay between them.
class RelayTest : public testing::Test {
 protected:
  void SetUp() override {
    auto listener = listen_on(*IpAddress::parse("127.0.0.1"), 0, ListenerRole::kHttp);
    ASSERT_TRUE(listener);
    const Endpoint where = original_destination(listener->socket.get(), AF_INET);
    auto relay = Relay::begin(where, "first ");
    ASSERT_TRUE(relay);
    relay_.emplace(std::move(*relay));
    pollfd ready{relay_->upstream(), POLLOUT, 0};
    ASSERT_EQ(::poll(&ready, 1, 5000), 1);
    ASSERT_TRUE(relay_->connected());
    server_.reset(::accept4(listener->socket.get(), nullptr, nullptr, SOCK_NONBLOCK));
    int pair[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), 0);
    client_.reset(pair[0]);
    inner_.reset(pair[1]);
  }
  Relay::State pump() { return relay_->pump(inner_.get(), scratch_); }
  static void say(const Fd& socket, std::string_view text) {
    ASSERT_EQ(::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
  static std::string hear(const Fd& socket) {
    std::string text;
    char part[4096];
    for (ssize_t size; (size = ::recv(socket.get(), part, sizeof part, 0)) > 0;)
      text.append(part, static_cast<std::size_t>(size));
    return text;
  }

  std::vector<char> scratch_ = std::vector<char>(4096);
  std::optional<Relay> relay_;
  Fd server_;
  Fd client_;
  Fd inner_;
};

TEST_F(RelayTest, SendsWhatWasReadFirst) {
  say(client_, "second");
  EXPECT_EQ(pump(), Relay::State::kOpen);
  EXPECT_EQ(hear(server_), "first second");
  say(server_, "back");
  EXPECT_EQ(pump(), Relay::State::kOpen);
  EXPECT_EQ(hear(client_), "back");
}

TEST_F(RelayTest, PassesOneEndOnAndLetsTheOtherTalk) {
  ::shutdown(client_.get(), SHUT_WR);
  EXPECT_EQ(pump(), Relay::State::kOpen);
  EXPECT_EQ(hear(server_), "first ");
  char byte;
  EXPECT_EQ(::recv(server_.get(), &byte, 1, 0), 0);
  say(server_, "late");
  server_.reset();
  EXPECT_EQ(pump(), Relay::State::kEnded);
  EXPECT_EQ(hear(client_), "late");
}

TEST_F(RelayTest, StopsReadingWhileTheOtherSideDoesNot) {
  const std::string part(4096, 'x');
  std::size_t sent = 0;
  for (int i = 0; i < 10'000; ++i) {
    const ssize_t size = ::send(client_.get(), part.data(), part.size(), MSG_NOSIGNAL);
    if (size > 0) sent += static_cast<std::size_t>(size);
    ASSERT_NE(pump(), Relay::State::kBroken);
    if (size < 0 && pump() == Relay::State::kOpen) break;
  }
  std::size_t got = 0;
  while (got < sent + 6) {
    const std::string text = hear(server_);
    ASSERT_NE(pump(), Relay::State::kBroken);
    got += text.size();
  }
  EXPECT_EQ(got, sent + 6);
}

TEST_F(RelayTest, SeesAReset) {
  const linger now{1, 0};
  ::setsockopt(server_.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  server_.reset();
  EXPECT_EQ(pump(), Relay::State::kBroken);
}

}  // namespace
}  // namespace holdfast::daemon
