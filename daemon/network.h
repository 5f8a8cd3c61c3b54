#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "daemon/readable.h"
#include "platform/attempt_log.h"
#include "platform/firewall/firewall.h"
#include "platform/firewall_watch.h"
#include "policy/event.h"

namespace holdfast::daemon {

/// The NFLOG group of our table: one of our own, so that other loggers keep theirs.
inline constexpr std::uint16_t kLogGroup = 53066;

/// What the kernel tells of the firewall: packets it refused, and others' changes to our table.
class Network {
 public:
  explicit Network(boost::asio::io_context& loop) : loop_(loop) {}

  using OnTouch = std::function<void(std::optional<Program> by)>;
  using OnAttempt = std::function<void(Attempt)>;
  /// What cannot be watched is logged, and the rest goes on.
  void watch(const platform::Firewall& firewall, OnTouch on_touch, OnAttempt on_attempt);

 private:
  void on_table();
  void on_packets();

  boost::asio::io_context& loop_;
  OnTouch on_touch_;
  OnAttempt on_attempt_;
  std::optional<platform::FirewallWatch> table_;
  std::optional<platform::AttemptLog> packets_;
  std::unique_ptr<Readable> table_ready_;
  std::unique_ptr<Readable> packets_ready_;
};

}  // namespace holdfast::daemon
