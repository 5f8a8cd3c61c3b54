#include "platform/socket_destroy.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstddef>
#include <vector>

#include "platform/inet_diag.h"
#include "platform/netlink.h"

namespace holdfast::platform {
namespace {

// Listeners have no peer, and what is in TIME_WAIT or closed has no program any more.
constexpr std::uint32_t kConnectedStates =
    ~((1U << TCP_LISTEN) | (1U << TCP_TIME_WAIT) | (1U << TCP_CLOSE));

// Collects the order to cut each socket whose peer is among the wanted.
class Doomed {
 public:
  Doomed(const AddressRanges& ranges, std::optional<std::uint32_t> spared_uid)
      : ranges_(ranges), spared_uid_(spared_uid) {}

  void note(const nlmsghdr& message, std::uint8_t protocol) {
    const inet_diag_msg* entry = inet_diag_entry(message);
    if (entry == nullptr || entry->idiag_uid == spared_uid_) return;
    if (!contains(ranges_, inet_diag_peer(*entry))) return;
    InetDiagRequest order = inet_diag_request(SOCK_DESTROY, 0, entry->idiag_family, protocol);
    order.body.idiag_states = kConnectedStates;
    order.body.id = entry->id;
    orders_.push_back(order);
  }
  std::vector<InetDiagRequest>& orders() { return orders_; }

 private:
  const AddressRanges& ranges_;
  std::optional<std::uint32_t> spared_uid_;
  std::vector<InetDiagRequest> orders_;
};

NetlinkStatus find_tcp(NetlinkSocket& socket, Doomed& doomed) {
  TcpDump dump = tcp_dump(kConnectedStates);
  return socket.request(dump.header,
                        [&](const nlmsghdr& message) { doomed.note(message, IPPROTO_TCP); });
}

NetlinkStatus find_udp(NetlinkSocket& socket, std::uint8_t family, Doomed& doomed) {
  InetDiagRequest dump = inet_diag_request(SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, family, IPPROTO_UDP);
  dump.body.idiag_states = kConnectedStates;
  return socket.request(dump.header,
                        [&](const nlmsghdr& message) { doomed.note(message, IPPROTO_UDP); });
}

// A kernel without IPv6, or without udp_diag, has no such sockets to show.
bool is_fatal(const NetlinkStatus& status) {
  return !status.ok() && status.number != ENOENT && status.number != EINTR;
}

}  // namespace

Result<std::size_t> destroy_sockets_to(const AddressRanges& ranges,
                                       std::optional<std::uint32_t> spared_uid) {
  auto socket = NetlinkSocket::open(NETLINK_SOCK_DIAG);
  if (!socket) return socket.error();
  Doomed doomed(ranges, spared_uid);
  for (const NetlinkStatus& status : {find_tcp(*socket, doomed), find_udp(*socket, AF_INET, doomed),
                                      find_udp(*socket, AF_INET6, doomed)}) {
    if (is_fatal(status)) return status.error(say("cannot list the open connections"));
  }
  std::size_t cut = 0;
  for (InetDiagRequest& order : doomed.orders()) {
    NetlinkStatus status = socket->request(order.header, [](const nlmsghdr&) {});
    if (status.ok()) {
      ++cut;
    } else if (status.number != ENOENT && status.number != ESTALE) {  // it closed by itself
      return status.error(say("cannot cut an open connection"));
    }
  }
  return cut;
}

}  // namespace holdfast::platform
