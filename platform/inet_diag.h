#pragma once

#include <linux/inet_diag.h>
#include <linux/netlink.h>

#include <cstdint>

#include "policy/ip_address.h"

namespace holdfast::platform {

/// A request about Internet sockets, ready to send (sock_diag(7)).
struct InetDiagRequest {
  nlmsghdr header;
  inet_diag_req_v2 body;
};

/// `type` is SOCK_DIAG_BY_FAMILY or SOCK_DESTROY, `family` AF_INET or AF_INET6, `protocol`
/// IPPROTO_TCP or IPPROTO_UDP. The socket's id is the caller's to fill in.
InetDiagRequest inet_diag_request(std::uint16_t type, std::uint16_t flags, std::uint8_t family,
                                  std::uint8_t protocol);

/// The question for every TCP socket of both families in the states of a bit mask. The dump walks
/// the kernel's table of connections, which is large on large machines; this oldest form of the
/// question alone walks it once for IPv4 and IPv6.
struct TcpDump {
  nlmsghdr header;
  inet_diag_req body;
};
TcpDump tcp_dump(std::uint32_t states);

/// The socket that a message tells of; null when it is too short to be one.
const inet_diag_msg* inet_diag_entry(const nlmsghdr& message);

/// The address at the other end; IPv4 also for an IPv6 socket connected to a mapped address.
IpAddress inet_diag_peer(const inet_diag_msg& entry);

}  // namespace holdfast::platform
