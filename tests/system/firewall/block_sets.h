#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "policy/block_set.h"
#include "tests/system/two_hosts.h"

namespace holdfast {

inline BlockedAddress blocked(const IpAddress& address, std::optional<Wall> ends = std::nullopt) {
  return {address, *HostName::parse("example.org"), "block example.org", ends};
}

/// A block set of addresses and networks that all end together.
inline BlockSet block_set(const std::vector<const char*>& addresses,
                          const std::vector<const char*>& networks = {},
                          std::optional<Wall> ends = std::nullopt) {
  BlockSet set;
  for (const char* address : addresses)
    set.addresses.push_back(blocked(testing::ip(address), ends));
  for (const char* network : networks) {
    set.networks.push_back({*Network::parse(network), std::string("block ") + network, ends});
  }
  std::ranges::sort(set.addresses);
  std::ranges::sort(set.networks);
  return set;
}

}  // namespace holdfast
