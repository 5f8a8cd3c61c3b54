#include "policy/written_time.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::March;
using std::chrono::sys_days;

TEST(Length, ReadsEveryUnit) {
  EXPECT_EQ(*parse_length("10m"), 10min);
  EXPECT_EQ(*parse_length("24h"), 24h);
  EXPECT_EQ(*parse_length("30d"), days(30));
  EXPECT_EQ(*parse_length("2w"), days(14));
  EXPECT_EQ(*parse_length("3653d"), kMaxLength);
}

TEST(Length, RefusesOthers) {
  for (const char* text : {"", "d", "30", "30 d", "-1d", "+1d", "1.5h", "1h30m", "30D", "0m",
                           "3654d", "999999999999999999999999d", "522w", "0x10m", "1dd"}) {
    EXPECT_FALSE(parse_length(text)) << text;
  }
}

TEST(Length, PrintsTheUnitPeopleUse) {
  EXPECT_EQ(length_text(24h), "24h");
  EXPECT_EQ(length_text(48h), "48h");
  EXPECT_EQ(length_text(days(30)), "30d");
  EXPECT_EQ(length_text(days(14)), "14d");
  EXPECT_EQ(length_text(90min), "90m");
}

TEST(When, ReadsLocalTimes) {
  const auto day = local_days(2027y / March / 1);
  EXPECT_EQ(*parse_when("2027-03-01"), End(LocalSeconds(day)));
  EXPECT_EQ(*parse_when("2027-03-01T14:03"), End(day + 14h + 3min + 0s));
  EXPECT_EQ(*parse_when("2027-03-01T14:03:20"), End(day + 14h + 3min + 20s));
}

TEST(When, ReadsFixedInstants) {
  const Wall instant = sys_days(2027y / March / 1) + 14h + 3min + 20s;
  EXPECT_EQ(*parse_when("2027-03-01T14:03:20Z"), End(instant));
  EXPECT_EQ(*parse_when("2027-03-01T15:03:20+01:00"), End(instant));
  EXPECT_EQ(*parse_when("2027-03-01t08:33:20-05:30"), End(instant));
  EXPECT_EQ(*parse_when("2027-03-01T14:03z"), End(instant - 20s));
}

TEST(When, RefusesOthers) {
  for (const char* text : {"",
                           "tomorrow",
                           "2027",
                           "2027-3-1",
                           "2027-02-29",
                           "2027-13-01",
                           "2027-00-10",
                           "2027-03-01T",
                           "2027-03-01T24:00",
                           "2027-03-01T14",
                           "2027-03-01T14:60",
                           "2027-03-01T14:03:60",
                           "2027-03-01 14:03",
                           "2027-03-01Z",
                           "2027-03-01T14:03+1",
                           "2027-03-01T14:03+24:00",
                           "2027-03-01T14:03Zx",
                           "2027-03-01x",
                           "01.03.2027",
                           "9999-01-01",
                           "0000-01-01",
                           "-027-03-01"}) {
    EXPECT_FALSE(parse_when(text)) << text;
  }
}

TEST(When, PrintsNoMoreThanIsThere) {
  for (const char* text : {"2027-03-01", "2027-03-01T14:03", "2027-03-01T14:03:20", "2028-02-29"}) {
    EXPECT_EQ(when_text(std::get<LocalSeconds>(*parse_when(text))), text);
  }
}

TEST(When, PrintsAnInstantAtAnOffset) {
  const Wall instant = sys_days(2026y / March / 1) + 23h + 30min;
  EXPECT_EQ(when_text(instant), "2026-03-01T23:30:00Z");
  EXPECT_EQ(when_text(instant, 1h), "2026-03-02T00:30:00+01:00");
  EXPECT_EQ(when_text(instant, -(5h + 30min)), "2026-03-01T18:00:00-05:30");
  EXPECT_EQ(when_text(instant + 1ms), "2026-03-01T23:30:01Z");
}

TEST(When, KeepsTheInstantAtAnOffsetWithSeconds) {
  const Wall instant = sys_days(2026y / March / 1) + 23h;
  EXPECT_EQ(*parse_when(when_text(instant, 53min + 28s)), End(instant));
  EXPECT_EQ(*parse_when(when_text(instant, -(53min + 28s))), End(instant));
}

TEST(TimeOfDay, GoesBothWays) {
  EXPECT_EQ(*parse_time_of_day("00:00"), 0min);
  EXPECT_EQ(*parse_time_of_day("18:05"), 18h + 5min);
  EXPECT_EQ(time_of_day_text(18h + 5min), "18:05");
  for (const char* text : {"", "8:00", "24:00", "12:60", "12:00 ", "12", "ab:cd", "12:00-13:00"}) {
    EXPECT_FALSE(parse_time_of_day(text)) << text;
  }
}

TEST(Span, LiesWithinADay) {
  EXPECT_EQ(*parse_span("18:00-18:30"), (DaySpan{18h, 18h + 30min}));
  EXPECT_EQ(*parse_span("00:00-24:00"), (DaySpan{0h, 24h}));
  EXPECT_EQ(span_text({0h, 24h}), "00:00-24:00");
  for (const char* text : {"", "18:00", "18:00-", "18:30-18:00", "18:00-18:00", "23:00-24:01",
                           "24:00-24:00", "18:00-18:30x", "18:00–18:30"}) {
    EXPECT_FALSE(parse_span(text)) << text;
  }
}

TEST(Days, ReadsListsAndRanges) {
  EXPECT_EQ(*parse_days("mon,thu"), Weekdays(0b0010010));
  EXPECT_EQ(*parse_days("mon-fri"), Weekdays(0b0111110));
  EXPECT_EQ(*parse_days("sat-mon,wed"), Weekdays(0b1001011));
  EXPECT_EQ(*parse_days("sun,sun"), Weekdays(0b0000001));
  EXPECT_EQ(*parse_days("daily"), Weekdays(0b1111111));
}

TEST(Days, RefusesOthersAndGuesses) {
  for (const char* text :
       {"", ",", "mon,", "mon-", "-fri", "mon-wed-fri", "daily,mon", "mon thu"}) {
    EXPECT_FALSE(parse_days(text)) << text;
  }
  EXPECT_EQ(parse_days("monday").error().text, "`monday` is no day; did you mean `mon`?");
}

TEST(Days, GoesThroughEverySet) {
  for (unsigned bits = 1; bits < 128; ++bits) {
    EXPECT_EQ(*parse_days(days_text(Weekdays(bits))), Weekdays(bits)) << days_text(Weekdays(bits));
  }
  EXPECT_EQ(days_text(Weekdays(0b0010010)), "mon,thu");
  EXPECT_EQ(days_text(Weekdays(0b0111110)), "mon-fri");
  EXPECT_EQ(days_text(Weekdays(0b1000001)), "sat,sun");
}

TEST(Weekday, GoesBothWays) {
  EXPECT_EQ(*parse_weekday("sun"), std::chrono::Sunday);
  EXPECT_EQ(weekday_text(std::chrono::Sunday), "sun");
  EXPECT_FALSE(parse_weekday("someday"));
}

}  // namespace
}  // namespace holdfast
