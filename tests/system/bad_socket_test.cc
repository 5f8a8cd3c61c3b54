// What peers on the real socket may do to one another: nothing.
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <thread>

#include "platform/fd.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

constexpr uid_t kPerson = 1000;
constexpr uid_t kStranger = 65'534;

/// Does it with another user's id: a thread's credentials are its own to the kernel.
void as(uid_t user, const std::function<void()>& deed) {
  std::thread([&] {
    ASSERT_EQ(::syscall(SYS_setresuid, user, user, user), 0);
    deed();
  }).join();
}

/// A program that speaks to the socket without knowing how.
class Peer {
 public:
  explicit Peer(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size());
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ =
        ::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  bool connected() const { return connected_; }
  void send(const std::string& bytes) const {
    ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  /// As much as goes without anybody reading.
  std::size_t send_all_that_fits(const std::string& bytes) const {
    std::size_t all = 0;
    const timeval patience{.tv_sec = 0, .tv_usec = 200'000};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    for (ssize_t sent = 1; sent > 0;) {
      sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      all += sent > 0 ? static_cast<std::size_t>(sent) : 0;
    }
    return all;
  }
  /// What came until the other side closed; "(open)" behind it when it did not.
  std::string read_to_end() const {
    std::string all;
    char bytes[4096];
    for (;;) {
      const ssize_t got = ::recv(socket_.get(), bytes, sizeof bytes, 0);
      if (got > 0) all.append(bytes, static_cast<std::size_t>(got));
      if (got == 0 || (got < 0 && errno == ECONNRESET)) return all;
      if (got < 0) return all + "(open)";
    }
  }

 private:
  platform::Fd socket_;
  bool connected_ = false;
};

class BadSocketTest : public LiveDaemon {
 protected:
  void SetUp() override {
    LiveDaemon::SetUp();
    start({"--person", std::to_string(kPerson)});
    edit("block example.org");
  }
  void expect_answers() { EXPECT_EQ(call("GetStatus").at("rules").as_int64(), 1); }
};

TEST_F(BadSocketTest, HalfAMessageHoldsNobodyUp) {
  const Peer peer(socket());
  peer.send(R"({"method":"io.holdfast.Control.Ed)");
  expect_answers();
}

TEST_F(BadSocketTest, TwoMebibytesCostTheirOwnConnection) {
  const Peer peer(socket());
  peer.send(std::string(2 << 20, 'x'));
  EXPECT_EQ(peer.read_to_end(), "");
  expect_answers();
}

TEST_F(BadSocketTest, WhatIsNoJsonCostsItsOwnConnection) {
  for (const std::string& bytes : {std::string("{\"method\":\0", 11), std::string("\0", 1),
                                   std::string("[]\0", 3), std::string("\xff\xfe\0", 3)}) {
    const Peer peer(socket());
    peer.send(bytes);
    EXPECT_EQ(peer.read_to_end(), "");
  }
  expect_answers();
}

TEST_F(BadSocketTest, AThousandConnectionsOfAStrangerLeaveRoomForThePerson) {
  rlimit files{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &files), 0);
  files.rlim_cur = files.rlim_max;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &files), 0);
  std::vector<std::unique_ptr<Peer>> crowd;
  as(kStranger, [&] {
    for (int i = 0; i < 1000; ++i) {
      crowd.push_back(std::make_unique<Peer>(socket()));
      crowd.back()->send("{");
    }
  });
  // While they come, the queue of the socket may be full for a moment.
  EXPECT_TRUE(wait_until([&] { return static_cast<bool>(ipc::Client::connect(socket())); }));
  expect_answers();
  as(kPerson, [&] { expect_answers(); });
}

TEST_F(BadSocketTest, AThousandConnectionsOfOneUserAreHisOwnLoss) {
  {
    std::vector<std::unique_ptr<Peer>> crowd;
    as(kPerson, [&] {
      for (int i = 0; i < 1000; ++i) {
        crowd.push_back(std::make_unique<Peer>(socket()));
        if (!crowd.back()->connected()) crowd.pop_back();
      }
    });
    expect_answers();
  }
  // They went, and the same user is served again.
  EXPECT_TRUE(wait_until([&] {
    bool answered = false;
    as(kPerson, [&] {
      auto client = ipc::Client::connect(socket());
      answered = client && client->call("io.holdfast.Control.GetStatus", {});
    });
    return answered;
  }));
}

TEST_F(BadSocketTest, APeerThatNeverReadsHoldsNobodyUp) {
  const Peer peer(socket());
  const std::string call(R"({"method":"io.holdfast.Control.GetStatus"})");
  EXPECT_GT(peer.send_all_that_fits(call + '\0'), call.size());
  const Peer watcher(socket());
  watcher.send(std::string(R"({"method":"io.holdfast.Control.Watch","more":true})") + '\0');
  for (int i = 0; i < 20; ++i) edit("alias a" + std::to_string(i));
  expect_answers();
}

TEST_F(BadSocketTest, AStrangerLearnsNothingAndChangesNothing) {
  as(kStranger, [&] {
    auto client = ipc::Client::connect(socket());
    ASSERT_TRUE(client);
    EXPECT_EQ(client->call("org.varlink.service.GetInfo", {}).value().error, "");
    for (const auto& [method, parameters] :
         std::initializer_list<std::pair<std::string, boost::json::object>>{
             {"GetStatus", {}},
             {"ListRules", {}},
             {"Log", {}},
             {"Edit", {{"statements", {"block example.net"}}}},
             {"Unblock", {{"target", "example.org"}}},
             {"Forget", {{"confirm", "forget everything"}}}}) {
      const auto reply = client->call("io.holdfast.Control." + method, parameters);
      ASSERT_TRUE(reply);
      EXPECT_EQ(reply->error, "org.varlink.service.PermissionDenied") << method;
      EXPECT_EQ(boost::json::serialize(reply->parameters).find("example"), std::string::npos);
    }
  });
  as(kPerson, [&] { expect_answers(); });
}

}  // namespace
}  // namespace holdfast
