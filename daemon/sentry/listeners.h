#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "daemon/sentry/channel.h"
#include "platform/fd.h"
#include "policy/ip_address.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// A listening socket, non-blocking.
struct SentryListener {
  platform::Fd socket;
  ListenerRole role = ListenerRole::kHttps;
};

/// A socket that listens on that address; port 0 takes a free one. kBusy when somebody else has it.
Result<SentryListener> listen_on(const IpAddress& address, std::uint16_t port, ListenerRole role);

/// What the firewall's redirects need: http and https on 127.0.0.1 and, if the machine has IPv6, on
/// ::1 as well, where a redirect of IPv6 lands. Both families of a role have the same, free port.
Result<std::vector<SentryListener>> listen_for_redirects();

/// For a machine without nftables: the sinkhole address itself, ports as given.
Result<std::vector<SentryListener>> listen_on_sinkhole(const IpAddress& address, std::uint16_t http,
                                                       std::uint16_t https);

/// The Unix socket for the next daemon, only root's and ours. Replaces what is left at that path.
Result<SentryListener> listen_for_successor(const std::filesystem::path& path);

/// The port of the first listener of that role; nothing when there is none.
std::optional<std::uint16_t> port_of(const std::vector<SentryListener>& listeners,
                                     ListenerRole role);

/// A sentry whose daemon died: its listeners, what it could not report, and the channel on which it
/// waits for the acknowledgements and reports what it still has open.
struct Inheritance {
  platform::Fd channel;
  std::vector<SentryListener> listeners;
  std::vector<AttemptReport> reports;
};

/// Asks the sentry behind that control socket for its listeners. Nothing when there is none, or its
/// daemon lives. Waits for its answer, a second at most.
std::optional<Inheritance> take_over(const std::filesystem::path& control);

}  // namespace holdfast::daemon
