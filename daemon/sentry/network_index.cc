#include "daemon/sentry/network_index.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace holdfast::daemon {
namespace {

constexpr std::size_t kEntry = 18;

std::optional<Network> read_entry(std::span<const std::byte> entry) {
  std::array<std::uint8_t, 16> octets{};
  std::memcpy(octets.data(), entry.data() + 2, octets.size());
  const int family = std::to_integer<int>(entry[0]);
  const int prefix = std::to_integer<int>(entry[1]);
  if (family == 4 && prefix <= 32) {
    return Network::of(IpAddress::v4({octets[0], octets[1], octets[2], octets[3]}), prefix);
  }
  if (family == 6 && prefix <= 128) return Network::of(IpAddress::v6(octets), prefix);
  return std::nullopt;
}

}  // namespace

std::vector<std::byte> build_network_index(std::vector<Network> networks) {
  std::sort(networks.begin(), networks.end());
  std::vector<std::byte> bytes;
  const Network* last = nullptr;
  for (const Network& network : networks) {
    // Sorted by base, then prefix: a network within another follows it.
    if (last && last->contains(network.base()) && last->prefix() <= network.prefix()) continue;
    last = &network;
    const bool v4 = network.base().family() == IpFamily::kV4;
    bytes.push_back(std::byte{static_cast<std::uint8_t>(v4 ? 4 : 6)});
    bytes.push_back(std::byte{static_cast<std::uint8_t>(network.prefix())});
    for (std::size_t i = 0; i < 16; ++i)
      bytes.push_back(
          std::byte{i < network.base().size() ? network.base().octets()[i] : std::uint8_t{0}});
  }
  return bytes;
}

Result<NetworkIndex> NetworkIndex::open(std::span<const std::byte> bytes) {
  const Error damaged{ErrorCode::kCorrupt, "the list of blocked networks is damaged"};
  if (bytes.size() % kEntry != 0) return damaged;
  std::optional<Network> last;
  for (std::size_t at = 0; at < bytes.size(); at += kEntry) {
    const auto network = read_entry(bytes.subspan(at, kEntry));
    if (!network || (last && !(last->base() < network->base()))) return damaged;
    last = network;
  }
  NetworkIndex index;
  index.bytes_ = bytes;
  return index;
}

bool NetworkIndex::contains(const IpAddress& address) const {
  // The networks are disjoint, so only the last one that begins at or before the address counts.
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    const auto network = read_entry(bytes_.subspan(middle * kEntry, kEntry));
    if (network && network->base() <= address) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return false;
  const auto network = read_entry(bytes_.subspan((low - 1) * kEntry, kEntry));
  return network && network->contains(address);
}

std::size_t NetworkIndex::size() const { return bytes_.size() / kEntry; }

}  // namespace holdfast::daemon
