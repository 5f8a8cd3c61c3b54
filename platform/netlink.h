#pragma once

#include <libmnl/libmnl.h>
#include <sys/types.h>
#include <sys/uio.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"

namespace holdfast::platform {

/// What became of a netlink exchange: an errno (0 for success) and, where the kernel gave them, the
/// message it concerns and the kernel's own words (NETLINK_EXT_ACK).
struct [[nodiscard]] NetlinkStatus {
  int number = 0;
  std::uint32_t sequence = 0;
  std::string detail;

  bool ok() const { return number == 0; }
  /// As a sentence: "`doing`: what went wrong".
  Error error(Phrase doing) const;
};

/// A netlink socket of one protocol (netlink(7)), closed on exec. Requests block until the kernel
/// has answered, which it does within the call; multicast datagrams are read by `receive`, to be
/// called when `fd()` is readable.
class NetlinkSocket {
 public:
  using OnMessage = std::function<void(const nlmsghdr&)>;

  /// `protocol` is NETLINK_NETFILTER, NETLINK_SOCK_DIAG, ... (linux/netlink.h).
  static Result<NetlinkSocket> open(int protocol);
  /// Takes over a socket that another process opened, with its port id; kInvalid (and the
  /// descriptor stays the caller's) when it is no netlink socket of that protocol. Messages still
  /// waiting in it are dropped.
  static Result<NetlinkSocket> adopt(int fd, int protocol);

  int fd() const;
  std::uint32_t port_id() const;

  /// Joins a multicast group by number.
  NetlinkStatus join(int group);
  /// Bytes of datagrams that may wait; more than the machine's limit where privileges allow it.
  void set_receive_buffer(int bytes);

  /// Sends one request and hands every message of its answer to `on_message`, to the end of the
  /// dump or the acknowledgement. EINTR when the dumped state changed meanwhile: ask again.
  NetlinkStatus request(nlmsghdr& message, const OnMessage& on_message);

  /// Sends a batch as one datagram and collects the refusals. Success means that message
  /// `acknowledged` (its NLM_F_ACK set) was acknowledged and nothing refused.
  NetlinkStatus transact(std::span<const iovec> parts, std::uint32_t acknowledged);

  /// Reads one waiting datagram without blocking. EAGAIN when there is none; ENOBUFS when some
  /// were lost before it.
  NetlinkStatus receive(const OnMessage& on_message);

 private:
  struct Close {
    void operator()(mnl_socket* socket) const { mnl_socket_close(socket); }
  };
  explicit NetlinkSocket(mnl_socket* socket);
  NetlinkStatus send(std::span<const iovec> parts);
  NetlinkStatus broken_off(int number);
  ssize_t take(int flags);
  void drop_waiting();

  std::unique_ptr<mnl_socket, Close> socket_;
  std::vector<char> buffer_;
  std::uint32_t sequence_ = 0;
  bool is_stale_ = false;  // answers to a broken-off exchange may be waiting
};

/// Calls `visit` for every attribute after a fixed header of `header_bytes`.
void for_each_attribute(const nlmsghdr& message, std::size_t header_bytes,
                        const std::function<void(const nlattr&)>& visit);

}  // namespace holdfast::platform
