#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace holdfast::daemon {

/// Tells systemd how it stands, by the protocol of sd_notify(3); nothing where no $NOTIFY_SOCKET
/// is.
void notify_service_manager(std::string_view state);

/// How often `WATCHDOG=1` is wanted, half of $WATCHDOG_USEC; nothing without a watchdog.
std::optional<std::chrono::microseconds> watchdog_interval();

/// The one listening socket that was passed (sd_listen_fds(3)), close-on-exec; nothing if none was.
std::optional<int> passed_socket();

}  // namespace holdfast::daemon
