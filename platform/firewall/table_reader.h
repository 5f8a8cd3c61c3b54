#pragma once

#include <cstdint>
#include <vector>

#include "platform/firewall/address_range.h"
#include "platform/firewall/ruleset.h"
#include "platform/netlink.h"
#include "policy/result.h"

namespace holdfast::platform {

/// Flags of a table (linux/netfilter/nf_tables.h names them since 5.12 and 6.9).
inline constexpr std::uint32_t kTableDormant = 0x1;
inline constexpr std::uint32_t kTableOwned = 0x2;
inline constexpr std::uint32_t kTablePersists = 0x4;

/// What the kernel holds under our table's name.
struct TableState {
  bool present = false;
  std::uint32_t flags = 0;
  std::uint32_t owner = 0;  ///< port id of the owning socket, 0 for none
  Structure structure;
  AddressRanges ranges;
};

/// The kernel's nf_tables generation: it grows by one with every transaction of anybody in this
/// network namespace. Packets and timeouts do not count.
NetlinkStatus read_generation(NetlinkSocket& socket, std::uint32_t& generation);

/// Reads table, sets, chains, rules and elements. EINTR: something changed meanwhile, ask again.
NetlinkStatus read_table(NetlinkSocket& socket, KernelTime now, TableState& state);

/// How often a user was refused at an address and port, in the last hour.
struct Hit {
  std::uint32_t uid = 0;
  IpAddress address;
  std::uint16_t port = 0;
  std::uint64_t packets = 0;
  friend bool operator==(const Hit&, const Hit&) = default;
};
NetlinkStatus read_hits(NetlinkSocket& socket, std::vector<Hit>& hits);

}  // namespace holdfast::platform
