#include "policy/opening.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono;

TimeZone berlin() {
  return TimeZone("Europe/Berlin", hours(1),
                  {{sys_days(2026y / March / 29) + hours(1), hours(2)},
                   {sys_days(2026y / October / 25) + hours(1), hours(1)}});
}

ScheduleRule mondays_at_six() {
  return {.target = HostTarget{HostName::parse("example.org").value()},
          .days = Weekdays(1 << 1),
          .open = {hours(18), hours(18) + minutes(30)},
          .purpose = "children"};
}

TEST(Opening, IsOpenInThePersonsZone) {
  const ScheduleRule schedule = mondays_at_six();
  const Wall winter = sys_days(2026y / March / 23) + hours(17);  // a Monday
  const Wall summer = sys_days(2026y / March / 30) + hours(16);
  EXPECT_TRUE(is_open(schedule, winter, berlin()));
  EXPECT_FALSE(is_open(schedule, winter - milliseconds(1), berlin()));
  EXPECT_FALSE(is_open(schedule, winter + minutes(30), berlin()));
  EXPECT_TRUE(is_open(schedule, summer, berlin()));
  EXPECT_FALSE(is_open(schedule, winter, TimeZone()));
  EXPECT_FALSE(is_open(schedule, winter + days(1), berlin()));
}

TEST(Opening, KnowsTheNextBoundary) {
  const std::vector schedules{mondays_at_six()};
  const Wall noon = sys_days(2026y / March / 28) + hours(12);  // Saturday before the clocks turn
  const auto next = next_boundary(schedules, noon, berlin());
  ASSERT_TRUE(next);
  EXPECT_GT(*next, noon);
  EXPECT_LE(*next, Wall(sys_days(2026y / March / 30) + hours(16)));
  EXPECT_FALSE(next_boundary({}, noon, berlin()).has_value());
}

TEST(Opening, FindsTheNextCalmMoment) {
  const DaySpan calm{hours(9), hours(21)};
  const Wall night = sys_days(2026y / March / 2) + hours(22);  // 23:00 in Berlin
  EXPECT_EQ(next_within(calm, night, berlin()), Wall(sys_days(2026y / March / 3) + hours(8)));
  const Wall noon = sys_days(2026y / March / 2) + hours(12);
  EXPECT_EQ(next_within(calm, noon, berlin()), noon);
}

}  // namespace
}  // namespace holdfast
