#include "tray/window/dates.h"

#include <gtest/gtest.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using namespace std::chrono;

TEST(Dates, ReadOneFormOnly) {
  EXPECT_EQ(parse_date("2026-03-12"), 2026y / March / 12);
  for (const char* wrong : {"", "2026-3-12", "2026-02-30", "12.03.2026", "2026-03-1x", "x026-03-12",
                            "2026-03-12T00:00:00Z"}) {
    EXPECT_FALSE(parse_date(wrong)) << wrong;
  }
}

TEST(Dates, AreWrittenAsTheyAreRead) {
  EXPECT_EQ(iso_date(2026y / March / 2), "2026-03-02");
  EXPECT_EQ(parse_date(iso_date(2026y / December / 31)), 2026y / December / 31);
}

TEST(Dates, HaveNames) {
  EXPECT_EQ(short_date(2026y / March / 2), "2 Mar");
  EXPECT_EQ(long_date(2026y / March / 12), "Thursday 12 March");
  EXPECT_EQ(month_name(2026y / November), "November 2026");
  EXPECT_EQ(weekday_name(0), "Sun");
  EXPECT_EQ(full_weekday_name(8), "Monday");
}

TEST(Dates, BeginTheWeekOnSundayWithoutACountry) { EXPECT_EQ(first_weekday(), 0u); }

TEST(Dates, AreLocal) {
  const auto now = sample_now();
  EXPECT_EQ(local_date(now), 2026y / March / 12);
  set_zone("Asia/Tokyo");
  EXPECT_EQ(local_date(now), 2026y / March / 13);
  set_zone("UTC");
}

}  // namespace
}  // namespace holdfast::window
