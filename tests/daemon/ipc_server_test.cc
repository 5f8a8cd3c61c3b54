// Many peers, and peers of other users, on a real socket.
#include "daemon/ipc_server.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "platform/ipc/client.h"
#include "platform/ipc/names.h"
#include "tests/fakes/ipc_service.h"

namespace holdfast::daemon {
namespace {

using fakes::IpcService;
using fakes::RawPeer;
using namespace std::chrono_literals;
using namespace std::string_literals;

constexpr uid_t kNobody = 65534;

class IpcServerTest : public testing::Test {
 protected:
  fakes::FunctionHandler handler_{[this](const Peer& peer, const ipc::Call&, const Responder& to) {
    seen_ = peer;
    to.reply({{"text", ""}});
  }};
  Peer seen_;
  IpcService service_{handler_, AccessPolicy{::getuid()}};

  // What `action` says in a child of another uid.
  template <class Action>
  static bool as_nobody(Action action) {
    const pid_t child = ::fork();
    if (child == 0) {
      if (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) ::_exit(2);
      ::_exit(action() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

  std::string answer_to(std::string_view method) const {
    auto client = ipc::Client::connect(service_.path());
    if (!client) return client.error().text;
    const auto reply = client->call(method, {});
    return reply ? reply->error : reply.error().text;
  }

  bool all_go() {
    for (int i = 0; i < 500; ++i) {
      if (service_.connections() == 0) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
};

TEST_F(IpcServerTest, KnowsWhoAsks) {
  EXPECT_EQ(answer_to("io.holdfast.Control.GetPolicy"), "");
  EXPECT_EQ(seen_.uid, ::getuid());
  EXPECT_EQ(seen_.gid, ::getgid());
  EXPECT_EQ(seen_.pid, ::getpid());
}

TEST_F(IpcServerTest, AStrangerIsRefused) {
  if (::getuid() != 0) GTEST_SKIP() << "needs root, to become somebody else";
  EXPECT_TRUE(as_nobody([&] {
    return answer_to("org.varlink.service.GetInfo").empty() &&
           answer_to("io.holdfast.Control.GetPolicy") == ipc::kServicePermissionDenied &&
           answer_to("io.holdfast.Control.Nothing") == ipc::kServicePermissionDenied;
  }));
}

TEST_F(IpcServerTest, AStrangersMessagesAreShort) {
  if (::getuid() != 0) GTEST_SKIP() << "needs root, to become somebody else";
  EXPECT_TRUE(as_nobody([&] {
    RawPeer peer(service_.path());
    peer.send(std::string(8 << 10, 'x'));
    return peer.sees_close();
  }));
}

TEST_F(IpcServerTest, AThousandConnectionsAreHeldToSixtyFour) {
  std::vector<RawPeer> peers;
  peers.reserve(1000);
  for (int i = 0; i < 1000; ++i) peers.emplace_back(service_.path());
  EXPECT_TRUE(peers.back().sees_close());
  EXPECT_EQ(service_.connections(), 64u);
  // Those that were let in are served, and room comes back with their going.
  ASSERT_TRUE(peers.front().send(R"({"method":"io.holdfast.Control.GetPolicy"})"s + '\0'));
  EXPECT_TRUE(peers.front().receive());
  peers.clear();
  EXPECT_TRUE(all_go());
  EXPECT_EQ(answer_to("io.holdfast.Control.GetPolicy"), "");
}

TEST_F(IpcServerTest, AStrangersFloodIsHeldToSixtyFourAndPasses) {
  if (::getuid() != 0) GTEST_SKIP() << "needs root, to become somebody else";
  EXPECT_TRUE(as_nobody([&] {
    std::vector<RawPeer> peers;
    peers.reserve(500);
    for (int i = 0; i < 500; ++i) peers.emplace_back(service_.path());
    return peers.back().sees_close();
  }));
  EXPECT_EQ(answer_to("io.holdfast.Control.GetPolicy"), "");
}

TEST_F(IpcServerTest, ABadPeerCostsNobodyElseAnything) {
  RawPeer good(service_.path());
  RawPeer bad(service_.path());
  ASSERT_TRUE(bad.send("rubbish\0"s));
  EXPECT_TRUE(bad.sees_close());
  ASSERT_TRUE(good.send(R"({"method":"io.holdfast.Control.GetPolicy"})"s + '\0'));
  EXPECT_TRUE(good.receive());
}

TEST_F(IpcServerTest, RunningOutOfDescriptorsIsWaitedOut) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  RawPeer waiting(service_.path());
  ASSERT_TRUE(waiting.send(R"({"method":"io.holdfast.Control.GetPolicy"})"s + '\0'));
  ASSERT_TRUE(waiting.receive());
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const rlimit none{static_cast<rlim_t>(socket) + 1, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  std::string answer = "not asked";
  std::thread late([&] {
    ::close(socket);  // its number is taken by the client, and the server is left without one
    answer = answer_to("io.holdfast.Control.GetPolicy");
  });
  std::this_thread::sleep_for(100ms);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  late.join();
  EXPECT_EQ(answer, "");
}

}  // namespace
}  // namespace holdfast::daemon
