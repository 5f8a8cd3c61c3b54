#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "daemon/readable.h"
#include "platform/clock.h"
#include "platform/file_watch.h"

namespace holdfast::daemon {

/// Watches files that layers and the policy stand in. A file that is rewritten without pause is
/// looked at once in a while instead of at every write, so that a storm costs little.
class FileWatches {
 public:
  using OnChange = std::function<void(const std::filesystem::path&)>;

  FileWatches(boost::asio::io_context& loop, OnChange on_change);
  /// Also in place of what was watched before, but not from within `on_change`.
  Result<void> start(const std::vector<std::filesystem::path>& files);

 private:
  void drain();
  void look();

  boost::asio::io_context& loop_;
  OnChange on_change_;
  std::optional<platform::FileWatch> watch_;
  std::unique_ptr<Readable> names_;
  std::unique_ptr<Readable> mounts_;
  boost::asio::steady_timer pause_;
  bool is_pausing_ = false;
  int looks_in_a_row_ = 0;
  std::chrono::steady_clock::time_point last_look_;
};

/// Timers that waits run on and the notice of a turned clock.
class ClockWatches {
 public:
  ClockWatches(boost::asio::io_context& loop, std::function<void()> on_wake,
               std::function<void()> on_clock_set);
  Result<void> start();
  void wake_at(std::chrono::milliseconds since_boot);

 private:
  boost::asio::io_context& loop_;
  std::function<void()> on_wake_;
  std::function<void()> on_clock_set_;
  std::optional<platform::WakeTimer> timer_;
  std::optional<platform::ClockWatch> clock_;
  std::unique_ptr<Readable> timer_ready_;
  std::unique_ptr<Readable> clock_ready_;
};

}  // namespace holdfast::daemon
