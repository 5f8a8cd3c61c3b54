#include <gtest/gtest.h>
#include <stdlib.h>  // setenv

#include <ctime>

#include "tray/cli/time_words.h"

namespace holdfast::cli {
namespace {

class TimeInput : public testing::Test {
 protected:
  TimeInput() {
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    ::tzset();
  }

  static std::string past(std::string_view typed) {
    const auto at = parse_past(typed, *parse_time("2026-03-12T20:00:00Z"));  // Thursday 21:00
    return at ? to_rfc3339(*at) : "";
  }
};

TEST_F(TimeInput, ReadsRfc3339) {
  EXPECT_EQ(to_rfc3339(*parse_time("2026-03-12T20:00:00Z")), "2026-03-12T20:00:00Z");
  EXPECT_EQ(to_rfc3339(*parse_time("2026-03-12T20:00:00.123456+02:30")), "2026-03-12T17:30:00Z");
  EXPECT_EQ(to_rfc3339(*parse_time("2026-01-01t00:00:00-01:00")), "2026-01-01T01:00:00Z");
  for (const char* wrong :
       {"", "2026", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-03-12T24:00:00Z",
        "2026-03-12T20:00:00", "2026-03-12T20:00:00Zx", "2026-03-12T20:00Z", "2026-03-12",
        "-026-03-12T20:00:00Z", "2026-03-12T20:00:00.", "2026-03-12T-1:00:00Z"}) {
    EXPECT_EQ(parse_time(wrong), std::nullopt) << wrong;
  }
}

TEST_F(TimeInput, ReadsWhatAPersonTypes) {
  EXPECT_EQ(past("now"), "2026-03-12T20:00:00Z");
  EXPECT_EQ(past("2h"), "2026-03-12T18:00:00Z");
  EXPECT_EQ(past("30min ago"), "2026-03-12T19:30:00Z");
  EXPECT_EQ(past("7d"), "2026-03-05T20:00:00Z");
  EXPECT_EQ(past("1w"), "2026-03-05T20:00:00Z");
  EXPECT_EQ(past("today"), "2026-03-11T23:00:00Z");
  EXPECT_EQ(past("yesterday"), "2026-03-10T23:00:00Z");
  EXPECT_EQ(past("yesterday 21:30"), "2026-03-11T20:30:00Z");
  EXPECT_EQ(past("20:30"), "2026-03-12T19:30:00Z");
  EXPECT_EQ(past("21:30"), "2026-03-11T20:30:00Z");  // today it is still to come
  EXPECT_EQ(past("2026-03-01"), "2026-02-28T23:00:00Z");
  EXPECT_EQ(past("2026-03-01 09:00"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(past("2026-07-01T09:00"), "2026-07-01T07:00:00Z");
  EXPECT_EQ(past("2026-03-12T10:00:00Z"), "2026-03-12T10:00:00Z");
}

TEST_F(TimeInput, SaysWhatItDoesNotUnderstand) {
  for (const char* wrong : {"", "soon", "2x", "-2h", "25:00", "21:3", "yesterday at noon",
                            "2026-03-01 9am", "2026-3-1"}) {
    EXPECT_EQ(past(wrong), "") << wrong;
  }
  EXPECT_NE(past_hint("soon").find("\"soon\""), std::string::npos);
}

}  // namespace
}  // namespace holdfast::cli
