#include "daemon/sentry/endpoint.h"

#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace holdfast::daemon {
namespace {

// <linux/netfilter_ipv4.h> and <linux/netfilter_ipv6/ip6_tables.h>, which C++ cannot include.
constexpr int kOriginalDestination = 80;

}  // namespace

Endpoint endpoint_of(const sockaddr_storage& address) {
  Endpoint endpoint;
  if (address.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    std::array<std::uint8_t, 4> octets{};
    std::memcpy(octets.data(), &v4.sin_addr, octets.size());
    endpoint = {IpAddress::v4(octets), ntohs(v4.sin_port)};
  } else if (address.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    std::array<std::uint8_t, 16> octets{};
    std::memcpy(octets.data(), &v6.sin6_addr, octets.size());
    endpoint = {IpAddress::v6(octets), ntohs(v6.sin6_port)};
  }
  return endpoint;
}

SocketAddress socket_address(const Endpoint& endpoint) {
  SocketAddress address;
  const auto& octets = endpoint.address.octets();
  if (endpoint.address.family() == IpFamily::kV4) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(endpoint.port);
    std::memcpy(&v4.sin_addr, octets.data(), 4);
    std::memcpy(&address.storage, &v4, address.size = sizeof v4);
  } else {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(endpoint.port);
    std::memcpy(&v6.sin6_addr, octets.data(), octets.size());
    std::memcpy(&address.storage, &v6, address.size = sizeof v6);
  }
  return address;
}

Endpoint original_destination(int socket, int family) {
  SocketAddress address;
  address.size = sizeof address.storage;
  auto* raw = reinterpret_cast<sockaddr*>(&address.storage);
  const int level = family == AF_INET ? int{IPPROTO_IP} : int{IPPROTO_IPV6};
  if (::getsockopt(socket, level, kOriginalDestination, raw, &address.size) != 0) {
    address.size = sizeof address.storage;
    if (::getsockname(socket, raw, &address.size) != 0) return {};
  }
  return endpoint_of(address.storage);
}

}  // namespace holdfast::daemon
