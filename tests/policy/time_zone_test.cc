#include "policy/time_zone.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono;
using LocalMs = local_time<milliseconds>;

// Berlin in 2026: +1 h, +2 h from 29 March 01:00 UTC, +1 h again from 25 October 01:00 UTC.
TimeZone berlin() {
  return TimeZone("Europe/Berlin", hours(1),
                  {{sys_days(2026y / March / 29) + hours(1), hours(2)},
                   {sys_days(2026y / October / 25) + hours(1), hours(1)}});
}

TEST(TimeZone, KnowsNothingButUtcAtFirst) {
  const Wall noon = sys_days(2026y / July / 1) + hours(12);
  EXPECT_EQ(TimeZone().to_local(noon).time_since_epoch(), noon.time_since_epoch());
}

TEST(TimeZone, GoesBothWays) {
  for (int day = 0; day < 365; ++day) {
    const Wall noon = sys_days(2026y / January / 1) + days(day) + hours(12);
    EXPECT_EQ(berlin().to_wall(berlin().to_local(noon)), noon);
  }
}

TEST(TimeZone, TakesTheSecondOfTwoOccurrences) {
  const LocalMs half_past_two = local_days(2026y / October / 25) + hours(2) + minutes(30);
  EXPECT_EQ(berlin().to_wall(half_past_two),
            sys_days(2026y / October / 25) + hours(1) + minutes(30));
}

TEST(TimeZone, TakesTheEndOfAGap) {
  const LocalMs half_past_two = local_days(2026y / March / 29) + hours(2) + minutes(30);
  EXPECT_EQ(berlin().to_wall(half_past_two), sys_days(2026y / March / 29) + hours(1));
}

}  // namespace
}  // namespace holdfast
