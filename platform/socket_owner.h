#pragma once

#include <cstdint>
#include <optional>

#include "platform/netlink.h"
#include "policy/attempt.h"
#include "policy/ip_address.h"
#include "policy/result.h"

namespace holdfast::platform {

struct Endpoint {
  IpAddress address;
  std::uint16_t port = 0;
};

/// A TCP connection as the program that opened it sees it. For one that was redirected, `remote` is
/// where it was going (SO_ORIGINAL_DST), not where it ended up.
struct Connection {
  Endpoint local;
  Endpoint remote;
};

/// What the kernel knows about a socket.
struct SocketFacts {
  std::uint32_t uid = 0;
  std::uint32_t inode = 0;      ///< 0 when no descriptor refers to it any more
  std::uint64_t cgroup_id = 0;  ///< 0 where the kernel does not tell (before 5.8)
  friend bool operator==(const SocketFacts&, const SocketFacts&) = default;
};

/// Finds which program holds a connection's near end, on this machine and in this network
/// namespace. Asking the kernel takes tens of microseconds; finding the process looks through the
/// descriptors of the socket's cgroup, or failing that of its user's processes, which takes up to
/// some milliseconds: not for every packet of a flood. Who was found last is looked at first, since
/// a browser seldom tries once.
class SocketOwner {
 public:
  /// Needs CAP_SYS_PTRACE to see other users' descriptors, and CAP_DAC_READ_SEARCH to find cgroups
  /// by id; without them fewer processes are found.
  static Result<SocketOwner> open();

  /// Nothing when there is no such connection (any more).
  Result<std::optional<SocketFacts>> facts(const Connection& connection);
  /// The process behind a socket. `pid` is 0 and `name` empty when it cannot be found.
  Program program(const SocketFacts& facts);
  /// Both steps; nothing when there is no such connection.
  std::optional<Program> owner(const Connection& connection);

 private:
  explicit SocketOwner(NetlinkSocket socket) : socket_(std::move(socket)) {}

  NetlinkSocket socket_;
  std::optional<pid_t> last_found_;
};

}  // namespace holdfast::platform
