#include "daemon/watches.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "daemon/log.h"

namespace holdfast::daemon {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// So many looks with less than kCalm between them are a storm; then one look in kStormPause.
constexpr int kStorm = 20;
constexpr milliseconds kCalm{200};
constexpr milliseconds kStormPause{100};

}  // namespace

FileWatches::FileWatches(boost::asio::io_context& loop, OnChange on_change)
    : loop_(loop), on_change_(std::move(on_change)), pause_(loop) {}

Result<void> FileWatches::start(const std::vector<std::filesystem::path>& files) {
  auto opened = platform::FileWatch::open(files);
  if (!opened) return opened.error();
  // Before its descriptors are closed: their numbers are given out again.
  names_.reset();
  mounts_.reset();
  watch_ = std::move(opened).value();
  if (!is_pausing_) names_ = std::make_unique<Readable>(loop_, watch_->fd(), [this] { drain(); });
  mounts_ = std::make_unique<Readable>(
      loop_, watch_->mounts_fd(), [this] { drain(); }, Readable::Wait::wait_error);
  return {};
}

void FileWatches::drain() {
  if (is_pausing_) return;
  const auto now = steady_clock::now();
  looks_in_a_row_ = now - last_look_ < kCalm ? looks_in_a_row_ + 1 : 0;
  last_look_ = now;
  if (looks_in_a_row_ < kStorm) return look();
  is_pausing_ = true;
  // Silent until the pause is over; what happens meanwhile queues up. Not from within its own call.
  boost::asio::post(loop_, [this] { names_.reset(); });
  pause_.expires_after(kStormPause);
  pause_.async_wait([this](const boost::system::error_code& stopped) {
    if (stopped) return;
    is_pausing_ = false;
    names_ = std::make_unique<Readable>(loop_, watch_->fd(), [this] { drain(); });
    look();
  });
}

void FileWatches::look() {
  for (const std::filesystem::path& changed : watch_->drain()) on_change_(changed);
}

ClockWatches::ClockWatches(boost::asio::io_context& loop, std::function<void()> on_wake,
                           std::function<void()> on_clock_set)
    : loop_(loop), on_wake_(std::move(on_wake)), on_clock_set_(std::move(on_clock_set)) {}

Result<void> ClockWatches::start() {
  auto timer = platform::WakeTimer::create();
  if (!timer) return timer.error();
  timer_ = std::move(timer).value();
  timer_ready_ = std::make_unique<Readable>(loop_, timer_->fd(), [this] {
    if (timer_->take() == platform::WakeTimer::Seen::kFired) on_wake_();
  });
  auto clock = platform::ClockWatch::create();
  if (!clock) return clock.error();
  clock_ = std::move(clock).value();
  clock_ready_ = std::make_unique<Readable>(loop_, clock_->fd(), [this] {
    if (clock_->take() == platform::ClockWatch::Seen::kClockSet) on_clock_set_();
  });
  return {};
}

void ClockWatches::wake_at(milliseconds since_boot) {
  if (!timer_) return;
  if (const auto armed = timer_->arm(since_boot); !armed) {
    log(LogLevel::kError, "no wake-up: " + armed.error().text);
  }
}

}  // namespace holdfast::daemon
