#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <optional>

#include "policy/ip_address.h"

namespace holdfast::daemon {

/// One end of a TCP connection.
struct Endpoint {
  IpAddress address;
  std::uint16_t port = 0;  ///< host byte order
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// Of an AF_INET or AF_INET6 address; unspecified, port 0, for any other family.
Endpoint endpoint_of(const sockaddr_storage& address);

/// A socket address with the length that bind(2) and connect(2) want.
struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;
};
SocketAddress socket_address(const Endpoint& endpoint);

/// Where an accepted connection was going before the firewall redirected it (SO_ORIGINAL_DST,
/// IP6T_SO_ORIGINAL_DST); its local end when nothing did.
Endpoint original_destination(int socket, int family);

}  // namespace holdfast::daemon
