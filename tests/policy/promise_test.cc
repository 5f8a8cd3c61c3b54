#include "policy/promise.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono;

const Wall kNoon = sys_days(2026y / March / 2) + hours(12);

TEST(Promise, IsKeptAtMostOnceADay) {
  PromiseMemory memory;
  EXPECT_FALSE(is_kept_today(memory, kNoon, TimeZone()));
  EXPECT_TRUE(keep(memory, kNoon, TimeZone()));
  EXPECT_TRUE(is_kept_today(memory, kNoon + hours(11), TimeZone()));
  EXPECT_FALSE(keep(memory, kNoon + hours(11), TimeZone()));
  EXPECT_EQ(memory.days_kept, 1);
}

TEST(Promise, IsOfferedAgainTheNextDayWhateverWasMissed) {
  PromiseMemory memory;
  ASSERT_TRUE(keep(memory, kNoon, TimeZone()));
  EXPECT_FALSE(is_kept_today(memory, kNoon + hours(12), TimeZone()));
  EXPECT_TRUE(keep(memory, kNoon + days(9), TimeZone()));
  EXPECT_EQ(memory.days_kept, 2);
}

TEST(Promise, TheDayIsThePersons) {
  const TimeZone tokyo("Asia/Tokyo", hours(9), {});
  PromiseMemory memory;
  ASSERT_TRUE(keep(memory, kNoon, tokyo));  // 21:00 there
  EXPECT_TRUE(is_kept_today(memory, kNoon + hours(2), tokyo));
  EXPECT_FALSE(is_kept_today(memory, kNoon + hours(3), tokyo));
}

TEST(Promise, NoDayCountsTwiceByTravelOrByATurnedClock) {
  const TimeZone tokyo("Asia/Tokyo", hours(9), {});
  PromiseMemory memory;
  ASSERT_TRUE(keep(memory, kNoon + hours(4), tokyo));  // the third of March there
  EXPECT_FALSE(keep(memory, kNoon + hours(5), TimeZone())) << "the second of March here";
  EXPECT_FALSE(keep(memory, kNoon - days(40), tokyo));
  EXPECT_EQ(memory.days_kept, 1);
}

}  // namespace
}  // namespace holdfast
