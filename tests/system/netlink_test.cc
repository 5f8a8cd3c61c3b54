#include "platform/netlink.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "platform/firewall/table_reader.h"
#include "platform/inet_diag.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using testing::run;
using testing::TwoHosts;

nlmsghdr* link_dump(std::array<char, 256>& buffer) {
  nlmsghdr* message = mnl_nlmsg_put_header(buffer.data());
  message->nlmsg_type = RTM_GETLINK;
  message->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  static_cast<rtgenmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(rtgenmsg)))->rtgen_family =
      AF_UNSPEC;
  return message;
}

TEST(Netlink, DumpsToTheEndAndClosesOnExec) {
  auto socket = NetlinkSocket::open(NETLINK_ROUTE);
  ASSERT_TRUE(socket);
  EXPECT_NE(::fcntl(socket->fd(), F_GETFD) & FD_CLOEXEC, 0);
  alignas(nlmsghdr) std::array<char, 256> buffer{};
  for (int round = 0; round < 2; ++round) {
    int links = 0;
    EXPECT_TRUE(socket
                    ->request(*link_dump(buffer),
                              [&](const nlmsghdr& answer) {
                                links += answer.nlmsg_type == RTM_NEWLINK ? 1 : 0;
                              })
                    .ok());
    EXPECT_GE(links, 1);
  }
}

TEST(Netlink, SaysWhatTheKernelSaid) {
  auto socket = NetlinkSocket::open(NETLINK_ROUTE);
  ASSERT_TRUE(socket);
  alignas(nlmsghdr) std::array<char, 256> buffer{};
  nlmsghdr* message = mnl_nlmsg_put_header(buffer.data());
  message->nlmsg_type = RTM_GETLINK;
  message->nlmsg_flags = NLM_F_REQUEST;
  auto* link = static_cast<ifinfomsg*>(mnl_nlmsg_put_extra_header(message, sizeof(ifinfomsg)));
  link->ifi_index = 123456;
  const NetlinkStatus status = socket->request(*message, [](const nlmsghdr&) {});
  EXPECT_EQ(status.number, ENODEV);
  const Error error = status.error("cannot find the link");
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_THAT(error.text, ::testing::StartsWith("cannot find the link"));
}

TEST(Netlink, AdoptsOnlyItsOwnKind) {
  const Fd internet(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  EXPECT_EQ(NetlinkSocket::adopt(internet.get(), NETLINK_ROUTE).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(NetlinkSocket::adopt(-1, NETLINK_ROUTE).error().code, ErrorCode::kInvalid);
  auto first = NetlinkSocket::open(NETLINK_ROUTE);
  ASSERT_TRUE(first);
  const int copy = ::fcntl(first->fd(), F_DUPFD_CLOEXEC, 0);
  auto second = NetlinkSocket::adopt(copy, NETLINK_ROUTE);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->port_id(), first->port_id());
  const Fd other(::fcntl(first->fd(), F_DUPFD_CLOEXEC, 0));
  EXPECT_FALSE(NetlinkSocket::adopt(other.get(), NETLINK_NETFILTER));
}

TEST(Netlink, ReceivesWithoutWaiting) {
  if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
  TwoHosts hosts;
  auto socket = NetlinkSocket::open(NETLINK_NETFILTER);
  ASSERT_TRUE(socket);
  ASSERT_TRUE(socket->join(NFNLGRP_NFTABLES).ok());
  EXPECT_EQ(socket->receive([](const nlmsghdr&) {}).number, EAGAIN);
  run("nft add table inet some");
  int messages = 0;
  while (socket->receive([&](const nlmsghdr&) { ++messages; }).ok()) {
  }
  EXPECT_GE(messages, 2) << "the table and the new generation";
}

TEST(Netlink, TellsOfLostMulticasts) {
  if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
  TwoHosts hosts;
  auto socket = NetlinkSocket::open(NETLINK_NETFILTER);
  ASSERT_TRUE(socket);
  ASSERT_TRUE(socket->join(NFNLGRP_NFTABLES).ok());
  socket->set_receive_buffer(2048);
  run("for i in $(seq 60); do echo add table inet t$i; done | nft -f -");
  EXPECT_EQ(socket->receive([](const nlmsghdr&) {}).number, ENOBUFS);
}

TEST(Netlink, AttributesEndWhereTheMessageEnds) {
  alignas(nlmsghdr) std::array<char, 256> buffer{};
  nlmsghdr* message = mnl_nlmsg_put_header(buffer.data());
  mnl_nlmsg_put_extra_header(message, sizeof(nfgenmsg));
  mnl_attr_put_u32(message, 7, 1);
  mnl_attr_put_strz(message, 8, "text");
  const auto count = [&] {
    int seen = 0;
    for_each_attribute(*message, sizeof(nfgenmsg), [&](const nlattr&) { ++seen; });
    return seen;
  };
  EXPECT_EQ(count(), 2);
  message->nlmsg_len -= 4;
  EXPECT_EQ(count(), 1) << "the second is cut";
  message->nlmsg_len = sizeof(nlmsghdr);
  EXPECT_EQ(count(), 0);
}

}  // namespace
}  // namespace holdfast::platform
