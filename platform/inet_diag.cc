#include "platform/inet_diag.h"

#include <libmnl/libmnl.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace holdfast::platform {

static_assert(sizeof(TcpDump) == sizeof(nlmsghdr) + sizeof(inet_diag_req));
static_assert(sizeof(InetDiagRequest) == sizeof(nlmsghdr) + sizeof(inet_diag_req_v2));

InetDiagRequest inet_diag_request(std::uint16_t type, std::uint16_t flags, std::uint8_t family,
                                  std::uint8_t protocol) {
  InetDiagRequest request{};
  request.header.nlmsg_len = sizeof request;
  request.header.nlmsg_type = type;
  request.header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
  request.body.sdiag_family = family;
  request.body.sdiag_protocol = protocol;
  request.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
  request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  return request;
}

TcpDump tcp_dump(std::uint32_t states) {
  TcpDump dump{};
  dump.header.nlmsg_len = sizeof dump;
  dump.header.nlmsg_type = TCPDIAG_GETSOCK;
  dump.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  dump.body.idiag_states = states;
  return dump;
}

const inet_diag_msg* inet_diag_entry(const nlmsghdr& message) {
  if (message.nlmsg_type != SOCK_DIAG_BY_FAMILY && message.nlmsg_type != TCPDIAG_GETSOCK) {
    return nullptr;
  }
  if (mnl_nlmsg_get_payload_len(&message) < sizeof(inet_diag_msg)) return nullptr;
  return static_cast<const inet_diag_msg*>(mnl_nlmsg_get_payload(&message));
}

IpAddress inet_diag_peer(const inet_diag_msg& entry) {
  if (entry.idiag_family == AF_INET) {
    std::array<std::uint8_t, 4> octets{};
    std::memcpy(octets.data(), entry.id.idiag_dst, octets.size());
    return IpAddress::v4(octets);
  }
  std::array<std::uint8_t, 16> octets{};
  std::memcpy(octets.data(), entry.id.idiag_dst, octets.size());
  return IpAddress::v6(octets);
}

}  // namespace holdfast::platform
