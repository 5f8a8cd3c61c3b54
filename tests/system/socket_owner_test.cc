#include "platform/socket_owner.h"

#include <netinet/in.h>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using testing::as_user;
using testing::ip;
using testing::try_connect;
using testing::TwoHosts;

std::uint16_t local_port(int socket) {
  sockaddr_storage name{};
  socklen_t size = sizeof name;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&name), &size);
  return ntohs(reinterpret_cast<const sockaddr_in&>(name).sin_port);
}

std::uint32_t inode_of(int socket) {
  struct stat found {};
  ::fstat(socket, &found);
  return static_cast<std::uint32_t>(found.st_ino);
}

class SocketOwnerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
    listener_ = hosts_->listen_far(5222);
    auto opened = SocketOwner::open();
    ASSERT_TRUE(opened);
    owner_.emplace(std::move(*opened));
  }
  std::optional<TwoHosts> hosts_;
  Fd listener_;
  std::optional<SocketOwner> owner_;
};

TEST_F(SocketOwnerTest, KnowsTheSocketOfAConnection) {
  const auto client = try_connect(ip("203.0.113.7"), 5222);
  const Connection connection{{ip("192.0.2.1"), local_port(client.socket.get())},
                              {ip("203.0.113.7"), 5222}};
  const auto facts = owner_->facts(connection);
  ASSERT_TRUE(facts && *facts);
  EXPECT_EQ((*facts)->uid, 0U);
  EXPECT_EQ((*facts)->inode, inode_of(client.socket.get()));
  EXPECT_NE((*facts)->cgroup_id, 0U);
  const auto program = owner_->owner(connection);
  ASSERT_TRUE(program);
  EXPECT_EQ(*program, (Program{.pid = ::getpid(), .uid = 0, .name = "firewall_system"}));
}

TEST_F(SocketOwnerTest, KnowsIpv6AndMappedPeers) {
  const auto six = try_connect(ip("2001:db8:ffff::7"), 5222);
  auto facts = owner_->facts(
      {{ip("2001:db8::1"), local_port(six.socket.get())}, {ip("2001:db8:ffff::7"), 5222}});
  ASSERT_TRUE(facts && *facts);
  EXPECT_EQ((*facts)->inode, inode_of(six.socket.get()));

  const Fd mapped(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in6 to{};
  to.sin6_family = AF_INET6;
  to.sin6_port = htons(5222);
  const std::uint8_t octets[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 203, 0, 113, 7};
  std::memcpy(&to.sin6_addr, octets, sizeof octets);
  ASSERT_EQ(::connect(mapped.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
  facts = owner_->facts({{ip("192.0.2.1"), local_port(mapped.get())}, {ip("203.0.113.7"), 5222}});
  ASSERT_TRUE(facts && *facts);
  EXPECT_EQ((*facts)->inode, inode_of(mapped.get()));
}

TEST_F(SocketOwnerTest, FindsAnotherUsersProcess) {
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setresuid(4242, 4242, 4242) != 0) ::_exit(1);
    const auto client = try_connect(ip("203.0.113.7"), 5222);
    const std::uint16_t port = local_port(client.socket.get());
    (void)!::write(pipe[1], &port, sizeof port);
    ::pause();
  }
  std::uint16_t port = 0;
  ASSERT_EQ(::read(pipe[0], &port, sizeof port), static_cast<ssize_t>(sizeof port));
  const auto program = owner_->owner({{ip("192.0.2.1"), port}, {ip("203.0.113.7"), 5222}});
  ASSERT_TRUE(program);
  EXPECT_EQ(program->uid, 4242U);
  EXPECT_EQ(program->pid, child);
  // The next connection is not that of whoever was found last.
  const auto own = try_connect(ip("203.0.113.7"), 5222);
  const auto next =
      owner_->owner({{ip("192.0.2.1"), local_port(own.socket.get())}, {ip("203.0.113.7"), 5222}});
  ASSERT_TRUE(next);
  EXPECT_EQ(next->pid, ::getpid());
  ::kill(child, SIGTERM);
  ::waitpid(child, nullptr, 0);
}

TEST_F(SocketOwnerTest, NoConnectionIsNoError) {
  const auto none = owner_->facts({{ip("192.0.2.1"), 1}, {ip("203.0.113.7"), 5222}});
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
  auto near = testing::listen_near(ip("192.0.2.1"), 8080);
  const auto listener = owner_->facts({{ip("192.0.2.1"), 8080}, {ip("203.0.113.7"), 5222}});
  ASSERT_TRUE(listener);
  EXPECT_FALSE(*listener) << "a listener is nobody's connection";
}

TEST_F(SocketOwnerTest, ASocketWithoutADescriptorHasNoProcess) {
  EXPECT_EQ(owner_->program({.uid = 5, .inode = 0, .cgroup_id = 0}),
            (Program{.pid = 0, .uid = 5, .name = {}}));
}

}  // namespace
}  // namespace holdfast::platform
