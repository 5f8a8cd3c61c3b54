#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "platform/netlink.h"
#include "policy/attempt.h"
#include "policy/result.h"

namespace holdfast::platform {

/// One packet that the firewall refused, as NFLOG tells of it.
struct LoggedPacket {
  IpAddress destination;
  std::uint16_t port = 0;  ///< 0 for protocols without ports
  std::optional<std::uint32_t> uid;
  std::optional<std::uint32_t> sequence;
};

/// Reads a message of type NFULNL_MSG_PACKET; nothing for any other, or when the packet in it is
/// cut before its destination.
std::optional<LoggedPacket> logged_packet(const nlmsghdr& message);

/// The destination of a packet, from its IP header on.
std::optional<LoggedPacket> packet_destination(std::span<const std::uint8_t> packet);

/// What one reading brought.
struct LogReading {
  std::vector<Attempt> attempts;  ///< alike ones merged, in the order of their first
  std::uint64_t lost = 0;  ///< messages that the kernel had to drop; `Firewall::hits` has them
};

/// Listens to the firewall's log (NFLOG). Passive: wait for `fd()` to be readable, then `read()`.
class AttemptLog {
 public:
  /// `group` as in `FirewallOptions::log_group`. kBusy when another process has that group,
  /// kUnsupported without CAP_NET_ADMIN or nfnetlink_log.
  static Result<AttemptLog> open(std::uint16_t group);

  int fd() const { return socket_.fd(); }
  /// What waits, without blocking; in a flood a part of it, and the rest keeps `fd()` readable.
  Result<LogReading> read();

 private:
  explicit AttemptLog(NetlinkSocket socket) : socket_(std::move(socket)) {}

  NetlinkSocket socket_;
  std::optional<std::uint32_t> expected_;  // sequence number of the next message
};

}  // namespace holdfast::platform
