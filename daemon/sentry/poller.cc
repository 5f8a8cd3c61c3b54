#include "daemon/sentry/poller.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace holdfast::daemon {
namespace {

constexpr std::uint32_t kGenerationMask = 0xffffff;

// Rounded up: waking a little early would mean waking twice.
int milliseconds_until(std::optional<Instant> until) {
  if (!until) return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(*until - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

}  // namespace

std::uint64_t PollKey::packed() const {
  return static_cast<std::uint64_t>(owner) << 56 |
         static_cast<std::uint64_t>(generation & kGenerationMask) << 32 | slot;
}

PollKey PollKey::unpack(std::uint64_t packed) {
  return {static_cast<Owner>(packed >> 56), static_cast<std::uint32_t>(packed),
          static_cast<std::uint32_t>(packed >> 32) & kGenerationMask};
}

Poller::Poller() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (!epoll_) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

bool Poller::add(int fd, PollKey key, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = key.packed();
  return ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void Poller::change(int fd, PollKey key, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = key.packed();
  (void)::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, fd, &event);
}

void Poller::remove(int fd) { (void)::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr); }

std::span<const epoll_event> Poller::wait(std::optional<Instant> until) {
  const int ready = ::epoll_wait(epoll_.get(), events_.data(), static_cast<int>(events_.size()),
                                 milliseconds_until(until));
  return std::span(events_).first(static_cast<std::size_t>(std::max(ready, 0)));
}

}  // namespace holdfast::daemon
