#include "platform/socket_destroy.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <cerrno>

#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using testing::ip;
using testing::Transport;
using testing::try_connect;
using testing::TwoHosts;

AddressRanges only(const char* address) {
  AddressRanges ranges;
  const IpAddress one = ip(address);
  (one.family() == IpFamily::kV4 ? ranges.plain4 : ranges.plain6).push_back({one, one, {}});
  return ranges;
}

class SocketDestroyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
    listener_ = hosts_->listen_far(5222);
  }
  std::optional<TwoHosts> hosts_;
  Fd listener_;
};

TEST_F(SocketDestroyTest, CutsConnectionsToTheAddressAndNoOther) {
  std::vector<testing::Attempted> doomed;
  for (int i = 0; i < 50; ++i) doomed.push_back(try_connect(ip("203.0.113.7"), 5222));
  const auto spared = try_connect(ip("203.0.113.8"), 5222);
  const auto cut = destroy_sockets_to(only("203.0.113.7"), std::nullopt);
  ASSERT_TRUE(cut) << cut.error().text;
  EXPECT_EQ(*cut, doomed.size());
  char byte = 0;
  for (const auto& one : doomed) {
    EXPECT_EQ(::recv(one.socket.get(), &byte, 1, MSG_DONTWAIT), -1);
    EXPECT_EQ(errno, ECONNABORTED);
  }
  EXPECT_EQ(::recv(spared.socket.get(), &byte, 1, MSG_DONTWAIT), -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST_F(SocketDestroyTest, CutsIpv6AndConnectedUdp) {
  const auto six = try_connect(ip("2001:db8:ffff::7"), 5222);
  const auto udp = try_connect(ip("203.0.113.7"), 443, Transport::kUdp);
  EXPECT_EQ(*destroy_sockets_to(only("2001:db8:ffff::7"), std::nullopt), 1U);
  EXPECT_EQ(*destroy_sockets_to(only("203.0.113.7"), std::nullopt), 1U);
  char byte = 0;
  EXPECT_EQ(::recv(udp.socket.get(), &byte, 1, MSG_DONTWAIT), -1);
  EXPECT_EQ(errno, ECONNABORTED);
}

TEST_F(SocketDestroyTest, SparesOneUser) {
  const auto mine = try_connect(ip("203.0.113.7"), 5222);
  EXPECT_EQ(*destroy_sockets_to(only("203.0.113.7"), 0U), 0U);
  EXPECT_EQ(*destroy_sockets_to(only("203.0.113.7"), 1U), 1U);
}

TEST_F(SocketDestroyTest, NeedsTheRight) {
  const auto mine = try_connect(ip("203.0.113.7"), 5222);
  EXPECT_EQ(testing::as_user(4242,
                             [] {
                               const auto cut =
                                   destroy_sockets_to(only("203.0.113.7"), std::nullopt);
                               return !cut && cut.error().code == ErrorCode::kRefused ? 0 : 1;
                             }),
            0);
}

}  // namespace
}  // namespace holdfast::platform
