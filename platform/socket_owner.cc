#include "platform/socket_owner.h"

#include <netinet/in.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "platform/inet_diag.h"
#include "platform/process_search.h"

namespace holdfast::platform {
namespace {

constexpr std::uint32_t kAllStates = ~0U;

void put(const IpAddress& address, __be32 (&to)[4]) {
  std::memcpy(to, address.octets().data(), address.size());
}

// Among the IPv4 connections are those of IPv6 sockets with a mapped peer.
InetDiagRequest question(const Connection& connection) {
  const bool v4 = connection.remote.address.family() == IpFamily::kV4;
  InetDiagRequest request =
      inet_diag_request(SOCK_DIAG_BY_FAMILY, 0, v4 ? AF_INET : AF_INET6, IPPROTO_TCP);
  request.body.idiag_states = kAllStates;
  put(connection.local.address, request.body.id.idiag_src);
  put(connection.remote.address, request.body.id.idiag_dst);
  request.body.id.idiag_sport = htons(connection.local.port);
  request.body.id.idiag_dport = htons(connection.remote.port);
  return request;
}

std::optional<SocketFacts> facts_in(const nlmsghdr& message) {
  const inet_diag_msg* entry = inet_diag_entry(message);
  // Without a peer it is the listener that the kernel falls back to, not the connection.
  if (entry == nullptr || entry->id.idiag_dport == 0) return std::nullopt;
  SocketFacts facts{.uid = entry->idiag_uid, .inode = entry->idiag_inode, .cgroup_id = 0};
  for_each_attribute(message, sizeof *entry, [&](const nlattr& attribute) {
    if (mnl_attr_get_type(&attribute) == INET_DIAG_CGROUP_ID &&
        mnl_attr_validate(&attribute, MNL_TYPE_U64) == 0) {
      facts.cgroup_id = mnl_attr_get_u64(&attribute);
    }
  });
  return facts;
}

}  // namespace

Result<SocketOwner> SocketOwner::open() {
  auto socket = NetlinkSocket::open(NETLINK_SOCK_DIAG);
  if (!socket) return socket.error();
  return SocketOwner(std::move(*socket));
}

Result<std::optional<SocketFacts>> SocketOwner::facts(const Connection& connection) {
  std::optional<SocketFacts> found;
  InetDiagRequest request = question(connection);
  const NetlinkStatus status =
      socket_.request(request.header, [&](const nlmsghdr& message) { found = facts_in(message); });
  if (!status.ok() && status.number != ENOENT) {
    return status.error(say("cannot ask the kernel about a connection"));
  }
  return found;
}

Program SocketOwner::program(const SocketFacts& facts) {
  Program program{.pid = 0, .uid = facts.uid, .name = {}};
  if (facts.inode == 0) return program;
  std::optional<pid_t> pid;
  if (last_found_) pid = holder_of_socket(facts.inode, {*last_found_});
  if (!pid && facts.cgroup_id != 0) {
    pid = holder_of_socket(facts.inode, processes_in_cgroup(facts.cgroup_id, facts.uid));
  }
  if (!pid) pid = holder_of_socket(facts.inode, processes_of_user(facts.uid));
  if (pid) {
    program.pid = *pid;
    program.name = name_of_process(*pid);
    last_found_ = pid;
  }
  return program;
}

std::optional<Program> SocketOwner::owner(const Connection& connection) {
  const auto found = facts(connection);
  if (!found || !*found) return std::nullopt;
  return program(**found);
}

}  // namespace holdfast::platform
