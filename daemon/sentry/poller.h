#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "daemon/sentry/attempt_ledger.h"
#include "platform/fd.h"

namespace holdfast::daemon {

/// Whose descriptor became ready.
struct PollKey {
  enum class Owner : std::uint8_t { kChannel, kControl, kListener, kClient, kUpstream };
  Owner owner = Owner::kChannel;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;  ///< 24 bits are kept

  std::uint64_t packed() const;
  static PollKey unpack(std::uint64_t packed);
};

/// An epoll instance. Closing a descriptor takes it out.
class Poller {
 public:
  /// Throws std::system_error where there is none to be had.
  Poller();
  /// `events` as in epoll_ctl(2). False when the kernel has no room.
  bool add(int fd, PollKey key, std::uint32_t events);
  /// Changes the events; with EPOLLET also reports once more what is ready already.
  void change(int fd, PollKey key, std::uint32_t events);
  void remove(int fd);
  /// Waits until something is ready or `until` has come, for ever without one. Returns the events
  /// seen, which are good until the next call.
  std::span<const epoll_event> wait(std::optional<Instant> until);

 private:
  platform::Fd epoll_;
  std::array<epoll_event, 256> events_;
};

}  // namespace holdfast::daemon
