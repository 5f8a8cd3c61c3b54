#include "platform/inet_diag.h"

#include <netinet/in.h>

#include <gtest/gtest.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace holdfast::platform {
namespace {

TEST(InetDiag, RequestsAreWholeAndCarryNoCookie) {
  const InetDiagRequest request =
      inet_diag_request(SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, AF_INET6, IPPROTO_TCP);
  EXPECT_EQ(request.header.nlmsg_len, sizeof request);
  EXPECT_EQ(request.header.nlmsg_flags, NLM_F_REQUEST | NLM_F_DUMP);
  EXPECT_EQ(request.body.sdiag_family, AF_INET6);
  EXPECT_EQ(request.body.id.idiag_cookie[0], ~0U);
}

TEST(InetDiag, ShortOrOtherMessagesAreNoSockets) {
  struct {
    nlmsghdr header;
    inet_diag_msg entry;
  } message{};
  message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  message.header.nlmsg_len = sizeof message - 4;
  EXPECT_EQ(inet_diag_entry(message.header), nullptr);
  message.header.nlmsg_len = sizeof message;
  EXPECT_EQ(inet_diag_entry(message.header), &message.entry);
  message.header.nlmsg_type = NLMSG_ERROR;
  EXPECT_EQ(inet_diag_entry(message.header), nullptr);
}

TEST(InetDiag, OneDumpAsksForBothFamilies) {
  const TcpDump dump = tcp_dump(0b110);
  EXPECT_EQ(dump.header.nlmsg_type, TCPDIAG_GETSOCK);
  EXPECT_EQ(dump.header.nlmsg_len, sizeof dump);
  EXPECT_EQ(dump.body.idiag_states, 0b110U);
}

TEST(InetDiag, AMappedPeerIsAnIpv4Peer) {
  inet_diag_msg entry{};
  entry.idiag_family = AF_INET6;
  const auto mapped =
      std::to_array<std::uint8_t>({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 203, 0, 113, 7});
  std::memcpy(entry.id.idiag_dst, mapped.data(), mapped.size());
  EXPECT_EQ(inet_diag_peer(entry), *IpAddress::parse("203.0.113.7"));
}

}  // namespace
}  // namespace holdfast::platform
