#pragma once

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/sentry/gate.h"
#include "daemon/sentry/listeners.h"

namespace holdfast::daemon {

// A gate with one listener on loopback, where everything is blocked, and a clock of its own.
class GateTest : public testing::Test {
 protected:
  using Fd = platform::Fd;

  void SetUp() override {
    auto listener = listen_on(*IpAddress::parse("127.0.0.1"), 0, ListenerRole::kHttp);
    ASSERT_TRUE(listener);
    listener_ = std::move(listener->socket);
  }
  Fd client() {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
    return socket;
  }
  void admit(Gate& gate) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    Fd accepted(::accept4(listener_.get(), reinterpret_cast<sockaddr*>(&peer), &size,
                          SOCK_NONBLOCK | SOCK_CLOEXEC));
    ASSERT_TRUE(accepted);
    gate.admit(std::move(accepted), peer, now_);
  }
  void handle(Gate& gate) {
    for (const epoll_event& event : poller_.wait(std::chrono::steady_clock::now()))
      gate.on_event(PollKey::unpack(event.data.u64), now_);
  }
  static void say(const Fd& socket, std::string_view text) {
    ASSERT_EQ(::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
  // Nothing while there is nothing; empty at the end.
  static std::optional<std::string> heard(const Fd& socket) {
    char part[32768];
    const ssize_t size = ::recv(socket.get(), part, sizeof part, MSG_DONTWAIT);
    if (size < 0) return std::nullopt;
    return std::string(part, static_cast<std::size_t>(size));
  }
  Gate::Send taking() {
    return [this](const Message& message) {
      if (const auto* asked = std::get_if<PageAsked>(&message)) {
        asked_.push_back(*asked);
      } else {
        reports_.push_back(std::get<AttemptReport>(message));
      }
      return true;
    };
  }

  Fd listener_;
  Poller poller_;
  Instant now_{std::chrono::hours(1)};
  std::vector<AttemptReport> reports_;
  std::vector<PageAsked> asked_;
};

}  // namespace holdfast::daemon
