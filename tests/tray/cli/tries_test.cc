#include "tray/cli/tries.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string_view>
#include <thread>

namespace holdfast::cli {
namespace {

// Answers one connection on a free port of 127.0.0.1.
class OneAnswer {
 public:
  explicit OneAnswer(std::string_view answer) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&at), size), 0);
    EXPECT_EQ(::listen(fd_, 1), 0);
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this, answer] {
      const int client = ::accept(fd_, nullptr, nullptr);
      char request[512];
      EXPECT_GT(::recv(client, request, sizeof request, 0), 0);
      ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
      ::close(client);
    });
  }
  ~OneAnswer() {
    thread_.join();
    ::close(fd_);
  }
  std::uint16_t port() const { return port_; }

 private:
  int fd_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

TEST(Tries, ANameThatLeadsElsewhereIsBroken) {
  const auto checks = try_names({"localhost"}, "127.0.53.66");
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].at("result").as_string(), "broken");
}

TEST(Tries, ANameThatLeadsToTheSinkholeOrNowhereHolds) {
  EXPECT_EQ(try_names({"127.0.53.66", "::ffff:127.0.53.66"}, "127.0.53.66").at(0).at("result"),
            "ok");
  EXPECT_TRUE(try_names({}, "127.0.53.66").empty());
}

TEST(Tries, AVisitEndsWithTheKindPage) {
  const OneAnswer sentry("HTTP/1.1 403 Forbidden\r\n\r\n");
  EXPECT_EQ(try_visit("127.0.0.1", sentry.port()).at("result"), "ok");
}

TEST(Tries, AStrangerBehindTheSinkholeIsSeen) {
  const OneAnswer stranger("HTTP/1.1 200 OK\r\n\r\n");
  const auto check = try_visit("127.0.0.1", stranger.port());
  EXPECT_EQ(check.at("result"), "weak");
  EXPECT_NE(std::string_view(check.at("text").as_string()).find("something else"),
            std::string_view::npos);
}

TEST(Tries, ARefusedVisitIsWeak) { EXPECT_EQ(try_visit("127.0.0.1", 1).at("result"), "weak"); }

}  // namespace
}  // namespace holdfast::cli
