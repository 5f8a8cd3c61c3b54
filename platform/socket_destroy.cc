#include "platform/socket_destroy.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

#include <array>
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

NetlinkStatus find(NetlinkSocket& socket, std::uint8_t family, std::uint8_t protocol,
                   const AddressRanges& ranges, std::optional<std::uint32_t> spared_uid,
                   std::vector<InetDiagRequest>& found) {
  InetDiagRequest all = inet_diag_request(SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, family, protocol);
  all.body.idiag_states = kConnectedStates;
  return socket.request(all.header, [&](const nlmsghdr& message) {
    const inet_diag_msg* entry = inet_diag_entry(message);
    if (entry == nullptr || entry->idiag_uid == spared_uid) return;
    if (!contains(ranges, inet_diag_peer(*entry))) return;
    InetDiagRequest one = inet_diag_request(SOCK_DESTROY, 0, family, protocol);
    one.body.idiag_states = kConnectedStates;
    one.body.id = entry->id;
    found.push_back(one);
  });
}

}  // namespace

Result<std::size_t> destroy_sockets_to(const AddressRanges& ranges,
                                       std::optional<std::uint32_t> spared_uid) {
  auto socket = NetlinkSocket::open(NETLINK_SOCK_DIAG);
  if (!socket) return socket.error();
  std::vector<InetDiagRequest> doomed;
  for (const std::uint8_t family : {AF_INET, AF_INET6}) {
    for (const std::uint8_t protocol : {IPPROTO_TCP, IPPROTO_UDP}) {
      NetlinkStatus status = find(*socket, family, protocol, ranges, spared_uid, doomed);
      // A kernel without IPv6, or without udp_diag, has no such sockets to show.
      if (!status.ok() && status.number != ENOENT && status.number != EINTR) {
        return status.error("cannot list the open connections");
      }
    }
  }
  std::size_t cut = 0;
  for (InetDiagRequest& request : doomed) {
    NetlinkStatus status = socket->request(request.header, [](const nlmsghdr&) {});
    if (status.ok()) {
      ++cut;
    } else if (status.number != ENOENT && status.number != ESTALE) {  // it closed by itself
      return status.error("cannot cut an open connection");
    }
  }
  return cut;
}

}  // namespace holdfast::platform
