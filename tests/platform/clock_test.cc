#include "platform/clock.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <fstream>

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;

bool is_readable(int fd, std::chrono::milliseconds within) {
  pollfd poll{fd, POLLIN, 0};
  return ::poll(&poll, 1, static_cast<int>(within.count())) == 1;
}

TEST(Clock, ReadsWhatTheMachineShows) {
  const auto before = std::chrono::system_clock::now();
  const ClockReading reading = read_clock();
  EXPECT_LE(std::chrono::abs(reading.wall - before), 10s);
  double uptime = 0;
  std::ifstream("/proc/uptime") >> uptime;
  EXPECT_LE(std::abs(std::chrono::duration<double>(reading.since_boot).count() - uptime), 10.0);
  EXPECT_EQ(reading.boot_id.size(), 36U);
  EXPECT_EQ(reading.boot_id, read_clock().boot_id);
  EXPECT_GE(read_clock().since_boot, reading.since_boot);
}

TEST(ClockWatch, IsSilentWhileTheClockIsLeftAlone) {
  auto watch = ClockWatch::create();
  ASSERT_TRUE(watch);
  EXPECT_FALSE(is_readable(watch->fd(), 0ms));
  EXPECT_EQ(watch->take(), ClockWatch::Seen::kNothing);
}

TEST(WakeTimer, FiresAtItsInstant) {
  auto timer = WakeTimer::create();
  ASSERT_TRUE(timer);
  EXPECT_EQ(timer->take(), WakeTimer::Seen::kNothing);
  const auto at = read_clock().since_boot + 5ms;
  ASSERT_TRUE(timer->arm(at));
  ASSERT_TRUE(is_readable(timer->fd(), 10s));
  EXPECT_GE(read_clock().since_boot, at);
  EXPECT_EQ(timer->take(), WakeTimer::Seen::kFired);
  EXPECT_FALSE(is_readable(timer->fd(), 0ms));
}

TEST(WakeTimer, FiresAtOnceForThePast) {
  auto timer = WakeTimer::create();
  ASSERT_TRUE(timer);
  for (const auto past : {-1h, 0h}) {
    ASSERT_TRUE(timer->arm(past));
    EXPECT_TRUE(is_readable(timer->fd(), 10s));
    EXPECT_EQ(timer->take(), WakeTimer::Seen::kFired);
  }
}

TEST(WakeTimer, CanBeDisarmed) {
  auto timer = WakeTimer::create();
  ASSERT_TRUE(timer);
  ASSERT_TRUE(timer->arm(1ms));
  timer->disarm();
  EXPECT_FALSE(is_readable(timer->fd(), 0ms));
}

TEST(WakeTimer, FallsBackWhereItMayNotWakeTheMachine) {
  auto timer = WakeTimer::create(WakeTimer::InSuspend::kWakeMachine);
  ASSERT_TRUE(timer);
  ASSERT_TRUE(timer->arm(1ms));
  EXPECT_TRUE(is_readable(timer->fd(), 10s));
}

}  // namespace
}  // namespace holdfast::platform
