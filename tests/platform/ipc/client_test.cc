#include "platform/ipc/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

namespace holdfast::ipc {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

// A service of one connection that sends what it is told, however wrong, and then closes.
class ClientTest : public testing::Test {
 protected:
  void SetUp() override {
    char pattern[] = "/tmp/holdfast-client-XXXXXX";
    folder_ = ::mkdtemp(pattern);
    path_ = folder_ + "/socket";
  }

  void TearDown() override {
    if (service_.joinable()) service_.join();
    std::filesystem::remove_all(folder_);
  }

  void serve(std::string answer, std::chrono::milliseconds before_closing = 0ms) {
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{AF_UNIX, {}};
    path_.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listener, 1), 0);
    service_ = std::thread([listener, answer = std::move(answer), before_closing] {
      const int peer = ::accept(listener, nullptr, nullptr);
      char call[4096];
      EXPECT_GT(::read(peer, call, sizeof call), 0);
      // A client that refuses an overlong answer hangs up before all of it is sent.
      (void)::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
      std::this_thread::sleep_for(before_closing);
      ::close(peer);
      ::close(listener);
    });
  }

  std::string folder_;
  std::string path_;
  std::thread service_;
};

std::string message(std::string json) { return json += '\0'; }

TEST_F(ClientTest, SaysThatNothingRuns) {
  const Result<Client> client = Client::connect(path_);
  ASSERT_FALSE(client);
  EXPECT_THAT(client.error().text, HasSubstr("not running"));
  EXPECT_FALSE(Client::connect(std::string(200, 'x')));
}

TEST_F(ClientTest, GivesTheReply) {
  serve(message(R"({"parameters":{"text":"hello"}})"));
  Client client = Client::connect(path_).value();
  const Result<Reply> reply = client.call("a.b.C", {});
  ASSERT_TRUE(reply) << reply.error().text;
  EXPECT_EQ(reply->parameters.at("text").as_string(), "hello");
}

TEST_F(ClientTest, AnErrorIsAnAnswer) {
  serve(message(R"({"error":"a.b.Bad","parameters":{}})"));
  Client client = Client::connect(path_).value();
  EXPECT_EQ(client.call("a.b.C", {}).value().error, "a.b.Bad");
}

TEST_F(ClientTest, SaysThatNoAnswerCameInTime) {
  serve("{", 100ms);
  Client client = Client::connect(path_).value();
  const Result<Reply> reply = client.call("a.b.C", {}, 10ms);
  ASSERT_FALSE(reply);
  EXPECT_THAT(reply.error().text, HasSubstr("in time"));
  EXPECT_THAT(client.call("a.b.C", {}).error().text, HasSubstr("connect anew"));
}

TEST_F(ClientTest, SaysThatTheConnectionClosed) {
  serve("{");
  Client client = Client::connect(path_).value();
  EXPECT_THAT(client.call("a.b.C", {}).error().text, HasSubstr("closed the connection"));
}

TEST_F(ClientTest, RefusesAnAnswerWithoutEnd) {
  serve(std::string(2 << 20, 'x'));
  Client client = Client::connect(path_).value();
  EXPECT_THAT(client.call("a.b.C", {}).error().text, HasSubstr("longer"));
}

TEST_F(ClientTest, RefusesToSendMoreThanAMessage) {
  serve("");
  Client client = Client::connect(path_).value();
  EXPECT_THAT(client.call("a.b.C", {{"text", std::string(2 << 20, 'x')}}).error().text,
              HasSubstr("1 MiB"));
  ASSERT_GT(::send(client.fd(), "x", 1, MSG_NOSIGNAL), 0);  // lets the service go
}

TEST_F(ClientTest, AStreamEndsWithTheLastReply) {
  serve(message(R"({"parameters":{"n":1},"continues":true})") +
        message(R"({"parameters":{"n":2}})"));
  Client client = Client::connect(path_).value();
  std::int64_t sum = 0;
  const Result<void> end = client.stream("a.b.C", {}, [&](const Reply& reply) {
    sum += reply.parameters.at("n").as_int64();
    return true;
  });
  EXPECT_TRUE(end);
  EXPECT_EQ(sum, 3);
}

TEST_F(ClientTest, AStreamStopsWhenTheCallerHasEnough) {
  serve(message(R"({"parameters":{},"continues":true})"), 20ms);
  Client client = Client::connect(path_).value();
  EXPECT_TRUE(client.stream("a.b.C", {}, [](const Reply&) { return false; }));
  EXPECT_FALSE(client.call("a.b.C", {}));
}

}  // namespace
}  // namespace holdfast::ipc
