#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/netlink.h"
#include "policy/result.h"

namespace holdfast::platform {

/// Somebody else's transaction changed something in table `inet holdfast`.
struct TableTouch {
  std::int32_t pid = 0;  ///< who did it, in the first PID namespace; 0 when unknown
  std::string program;   ///< its comm, at most 15 bytes; empty when unknown
  std::string what;      ///< "the table was deleted", "2 rules were added, ..."
  friend bool operator==(const TableTouch&, const TableTouch&) = default;
};

/// Hears of every nf_tables transaction in this network namespace (NFNLGRP_NFTABLES) and picks
/// those that touch our table. Passive: wait for `fd()` to be readable, then `read()`. Packets,
/// counts and ends of timeouts are no transactions.
class FirewallWatch {
 public:
  /// Transactions of the socket with `own_port_id` are not reported: `Firewall::port_id()`.
  static Result<FirewallWatch> open(std::uint32_t own_port_id);

  int fd() const { return socket_.fd(); }
  /// All that waits, without blocking. When the kernel had to drop messages, a touch without a
  /// program stands for them.
  Result<std::vector<TableTouch>> read();

 private:
  FirewallWatch(NetlinkSocket socket, std::uint32_t own_port_id);
  void note(const nlmsghdr& message, std::vector<TableTouch>& touches);
  void finish(const nlmsghdr& message, std::vector<TableTouch>& touches);

  /// What the current transaction did to our table, by message type.
  struct Count {
    std::uint16_t type = 0;
    int times = 0;
  };

  NetlinkSocket socket_;
  std::uint32_t own_port_id_;
  std::vector<Count> counts_;
};

}  // namespace holdfast::platform
