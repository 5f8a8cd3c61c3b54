#pragma once

#include <optional>
#include <span>
#include <vector>

#include "daemon/sentry/channel.h"
#include "platform/fd.h"

namespace holdfast::daemon {

/// A message with the descriptors that came along, as many as it needs.
struct Received {
  Message message;
  std::vector<platform::Fd> descriptors;
};

/// Sends one message, never blocks. kBusy when the other end does not read fast enough, kNotFound
/// when it is gone.
Result<void> send_message(int socket, const Message& message,
                          std::span<const int> descriptors = {});

/// Takes one message, never blocks. Nothing when none has come; kNotFound when the other end is
/// gone; kCorrupt when it broke the format (descriptors are closed, and the next may be read).
Result<std::optional<Received>> receive_message(int socket);

}  // namespace holdfast::daemon
