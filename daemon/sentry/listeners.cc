#include "daemon/sentry/listeners.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "daemon/sentry/channel_io.h"
#include "daemon/sentry/endpoint.h"

namespace holdfast::daemon {
namespace {

using platform::Fd;

constexpr int kBacklog = 4096;
constexpr int kTakeOverMilliseconds = 1000;

Error failed(const std::string& what) {
  return {errno == EADDRINUSE ? ErrorCode::kBusy : ErrorCode::kSystem,
          say("cannot listen on {1}: {2}", {what, say(std::strerror(errno))})};
}

IpAddress loopback_v4() { return IpAddress::v4({127, 0, 0, 1}); }
IpAddress loopback_v6() { return IpAddress::v6({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}); }

std::uint16_t local_port(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return endpoint_of(address).port;
}

std::optional<sockaddr_un> unix_address(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string text = path.string();
  if (text.size() >= sizeof address.sun_path) return std::nullopt;
  text.copy(address.sun_path, text.size());
  return address;
}

// Appends the pair of one role. The free port of IPv4 may be taken in IPv6: then another is tried.
Result<void> add_pair(std::vector<SentryListener>& listeners, ListenerRole role) {
  constexpr int kTries = 16;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    auto v4 = listen_on(loopback_v4(), 0, role);
    if (!v4) return v4.error();
    auto v6 = listen_on(loopback_v6(), local_port(v4->socket.get()), role);
    if (!v6 && v6.error().code == ErrorCode::kBusy) continue;
    listeners.push_back(std::move(*v4));
    if (v6) listeners.push_back(std::move(*v6));
    return {};
  }
  return Error{ErrorCode::kBusy, say("cannot find a port that is free in IPv4 and IPv6")};
}

bool wait_readable(int socket) {
  pollfd waiting{socket, POLLIN, 0};
  return ::poll(&waiting, 1, kTakeOverMilliseconds) == 1;
}

}  // namespace

Result<SentryListener> listen_on(const IpAddress& address, std::uint16_t port, ListenerRole role) {
  const SocketAddress where = socket_address({address, port});
  const int family = where.storage.ss_family;
  Fd socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  const auto* raw = reinterpret_cast<const sockaddr*>(&where.storage);
  if (!socket || ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      ::bind(socket.get(), raw, where.size) != 0 || ::listen(socket.get(), kBacklog) != 0) {
    return failed(address.to_string() + " port " + std::to_string(port));
  }
  return SentryListener{std::move(socket), role};
}

Result<std::vector<SentryListener>> listen_for_redirects() {
  std::vector<SentryListener> listeners;
  for (const ListenerRole role : {ListenerRole::kHttp, ListenerRole::kHttps})
    if (auto added = add_pair(listeners, role); !added) return added.error();
  return listeners;
}

Result<std::vector<SentryListener>> listen_on_sinkhole(const IpAddress& address, std::uint16_t http,
                                                       std::uint16_t https) {
  std::vector<SentryListener> listeners;
  for (const auto& [port, role] :
       {std::pair(http, ListenerRole::kHttp), std::pair(https, ListenerRole::kHttps)}) {
    auto listener = listen_on(address, port, role);
    if (!listener) return listener.error();
    listeners.push_back(std::move(*listener));
  }
  return listeners;
}

Result<SentryListener> listen_for_successor(const std::filesystem::path& path) {
  const auto address = unix_address(path);
  if (!address)
    return Error{ErrorCode::kInvalid, say("the path of the control socket is too long")};
  ::unlink(path.c_str());
  Fd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  // Until listen(2) nobody can connect, so the mode is right before it matters.
  if (!socket ||
      ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0 ||
      ::chmod(path.c_str(), 0600) != 0 || ::listen(socket.get(), 4) != 0) {
    return failed(path.string());
  }
  return SentryListener{std::move(socket), ListenerRole::kControl};
}

std::optional<std::uint16_t> port_of(const std::vector<SentryListener>& listeners,
                                     ListenerRole role) {
  const auto found = std::find_if(listeners.begin(), listeners.end(),
                                  [&](const SentryListener& l) { return l.role == role; });
  if (found == listeners.end()) return std::nullopt;
  return local_port(found->socket.get());
}

std::optional<Inheritance> take_over(const std::filesystem::path& control) {
  const auto address = unix_address(control);
  if (!address) return std::nullopt;
  Fd channel(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!channel ||
      ::connect(channel.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) !=
          0 ||
      !send_message(channel.get(), Release())) {
    return std::nullopt;
  }
  Inheritance inheritance;
  while (wait_readable(channel.get())) {
    auto received = receive_message(channel.get());
    if (!received || !*received) return std::nullopt;
    if (auto* report = std::get_if<AttemptReport>(&(*received)->message))
      inheritance.reports.push_back(std::move(*report));
    const auto* released = std::get_if<Released>(&(*received)->message);
    if (!released) continue;
    for (std::size_t i = 0; i < released->roles.size(); ++i)
      inheritance.listeners.push_back({std::move((*received)->descriptors[i]), released->roles[i]});
    inheritance.channel = std::move(channel);
    return inheritance;
  }
  return std::nullopt;
}

}  // namespace holdfast::daemon
