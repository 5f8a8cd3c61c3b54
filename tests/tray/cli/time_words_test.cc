#include "tray/cli/time_words.h"

#include <gtest/gtest.h>
#include <stdlib.h>  // setenv

#include <ctime>

namespace holdfast::cli {
namespace {

using namespace std::chrono_literals;

class TimeWords : public testing::Test {
 protected:
  TimeWords() {
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    ::tzset();
  }

  std::string moment(std::string_view at) const { return moment_words(*parse_time(at), now_); }

  std::chrono::sys_seconds now_ = *parse_time("2026-03-12T20:00:00Z");  // Thursday 21:00
};

TEST_F(TimeWords, SaysAMomentAsAPersonWould) {
  EXPECT_EQ(moment("2026-03-12T20:30:00Z"), "today 21:30");
  EXPECT_EQ(moment("2026-03-13T08:00:00Z"), "tomorrow 09:00");
  EXPECT_EQ(moment("2026-03-12T23:00:00Z"), "tomorrow 00:00");
  EXPECT_EQ(moment("2026-03-11T20:04:00Z"), "yesterday 21:04");
  EXPECT_EQ(moment("2026-03-14T08:00:00Z"), "Saturday 09:00");
  EXPECT_EQ(moment("2026-03-18T08:00:00Z"), "Wednesday 09:00");
  EXPECT_EQ(moment("2026-03-19T08:00:00Z"), "19 Mar 09:00");
  EXPECT_EQ(moment("2026-03-01T08:00:00Z"), "1 Mar 09:00");
  EXPECT_EQ(moment("2027-02-28T23:00:00Z"), "1 Mar 2027");
  EXPECT_EQ(moment("2027-03-01T08:00:00Z"), "1 Mar 2027 09:00");
}

TEST_F(TimeWords, CrossesTheSummerTime) {
  const auto before = *parse_time("2026-03-28T20:00:00Z");
  EXPECT_EQ(moment_words(*parse_time("2026-03-29T07:00:00Z"), before), "tomorrow 09:00");
  EXPECT_EQ(day_words(*parse_time("2026-03-29T07:00:00Z"), before), "Sun 29 Mar");
  EXPECT_EQ(clock_words(*parse_time("2026-03-29T07:00:00Z")), "09:00");
  EXPECT_EQ(day_words(*parse_time("2025-12-31T23:30:00Z"), before), "Thu 1 Jan");
  EXPECT_EQ(day_words(*parse_time("2025-12-30T23:30:00Z"), before), "Wed 31 Dec 2025");
}

TEST_F(TimeWords, SaysADateAndAWeekday) {
  EXPECT_EQ(date_words(*parse_time("2026-03-02T12:00:00Z"), now_), "2 Mar");
  EXPECT_EQ(date_words(*parse_time("2025-03-02T12:00:00Z"), now_), "2 Mar 2025");
  EXPECT_EQ(weekday_words(0), "Sunday");
  EXPECT_EQ(weekday_words(6), "Saturday");
}

TEST_F(TimeWords, SaysALength) {
  EXPECT_EQ(length_words(40s), "40 s");
  EXPECT_EQ(length_words(25min + 59s), "25 min");
  EXPECT_EQ(length_words(3h + 20min), "3 h 20 min");
  EXPECT_EQ(length_words(3h), "3 h");
  EXPECT_EQ(length_words(24h), "1 day");
  EXPECT_EQ(length_words(51h), "2 days 3 h");
  EXPECT_EQ(length_words(24h * 12 + 5h), "12 days");
}

TEST_F(TimeWords, SaysADistance) {
  EXPECT_EQ(distance_words(now_ + 3h + 20min, now_), "in 3 h 20 min");
  EXPECT_EQ(distance_words(now_ + 3h + 19min + 1s, now_), "in 3 h 20 min");
  EXPECT_EQ(distance_words(now_ + 30s, now_), "in 30 s");
  EXPECT_EQ(distance_words(now_, now_), "now");
  EXPECT_EQ(distance_words(now_ - 2h, now_), "2 h ago");
  EXPECT_EQ(distance_words(now_ + 51h, now_), "in 2 days 3 h");
  EXPECT_EQ(distance_words(now_ + 24h, now_), "in 1 day");
  EXPECT_EQ(distance_words(now_ - 24h * 12, now_), "12 days ago");
}

}  // namespace
}  // namespace holdfast::cli
