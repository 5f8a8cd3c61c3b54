#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "policy/ip_address.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// The flat bytes that a NetworkIndex reads: for each network an octet 4 or 6, an octet of prefix
/// length and sixteen of base address, sorted; networks within others are left out.
std::vector<std::byte> build_network_index(std::vector<Network> networks);

/// Answers "does this address lie in a listed network?" from bytes that may be a mapped file.
class NetworkIndex {
 public:
  /// Contains nothing.
  NetworkIndex() = default;
  /// `bytes` must outlive the index. kCorrupt when `build_network_index` cannot have made them.
  static Result<NetworkIndex> open(std::span<const std::byte> bytes);

  bool contains(const IpAddress& address) const;
  std::size_t size() const;

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace holdfast::daemon
