#include <gtest/gtest.h>

#include <cerrno>

#include "platform/clock.h"
#include "tests/fakes/faulty_syscalls.h"

// A test may not set the machine's clock; the answer that read(2) then gives is made here instead.

namespace holdfast::platform {
namespace {

TEST(ClockFaults, ACanceledTimerMeansThatTheClockWasSet) {
  auto watch = ClockWatch::create();
  ASSERT_TRUE(watch);
  faults::arm({.nth = 1, .fault = ECANCELED});
  const auto seen = watch->take();
  EXPECT_EQ(faults::disarm().hit, "read");
  EXPECT_EQ(seen, ClockWatch::Seen::kClockSet);
  EXPECT_EQ(watch->take(), ClockWatch::Seen::kNothing);
}

TEST(ClockFaults, AnInterruptedReadIsTakenUpAgain) {
  auto watch = ClockWatch::create();
  ASSERT_TRUE(watch);
  faults::arm({.nth = 1, .fault = EINTR});
  EXPECT_EQ(watch->take(), ClockWatch::Seen::kNothing);
  EXPECT_EQ(faults::disarm().count, 2);
}

}  // namespace
}  // namespace holdfast::platform
