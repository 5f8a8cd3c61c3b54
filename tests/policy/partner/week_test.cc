#include "policy/partner/week.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::March;
using std::chrono::sys_days;

const Wall kMonday = sys_days(2026y / March / 2);
const ToldSpan kWeek{kMonday, kMonday + days(7)};

LogEntry entry(std::string_view kind, Wall at, boost::json::object detail = {},
               std::int64_t id = 0) {
  return {id, {Elapsed(), at}, std::string(kind), "block example.org", std::move(detail)};
}

TEST(Week, HasEveryDayOfTheSpan) {
  const TimeZone utc;
  const WeekReader reader(kWeek, utc);
  ASSERT_EQ(reader.week().days.size(), 7u);
  EXPECT_EQ(reader.week().from, std::chrono::local_days(2026y / March / 2));
  EXPECT_EQ(reader.week().days.back().date, std::chrono::local_days(2026y / March / 8));
  EXPECT_EQ(reader.week().until, std::chrono::local_days(2026y / March / 9));
}

TEST(Week, CountsEveryKindOnce) {
  const TimeZone utc;
  WeekReader reader(kWeek, utc);
  for (const std::string& kind : week_kinds()) reader.take(entry(kind, kMonday + 5h));
  reader.take(entry("something else", kMonday + 5h));
  const Week& week = reader.week();
  EXPECT_EQ(week.urges(), 1);
  EXPECT_EQ(week.ridden_out(), 0) << "of no urge that is told";
  for (const int count :
       {week.slips, week.promises_kept, week.tampering, week.explained, week.loosenings_asked,
        week.loosenings_confirmed, week.loosenings_refused, week.unlocked, week.keys_made,
        week.allowances, week.clock_turned, week.account_changed, week.erased}) {
    EXPECT_EQ(count, 1);
  }
  EXPECT_EQ(week.loosenings_let_go, 2) << "cancelled, and lapsed";
}

TEST(Week, BeginsAndEndsAtItsBorders) {
  const TimeZone utc;
  WeekReader reader(kWeek, utc);
  reader.take(entry(kind::kUrge, kWeek.from - 1ms, {}, 1));
  reader.take(entry(kind::kUrge, kWeek.from, {}, 2));
  reader.take(entry(kind::kUrge, kWeek.until - 1ms, {}, 3));
  reader.take(entry(kind::kUrge, kWeek.until, {}, 4));
  reader.take(entry(kind::kSlip, kWeek.until));
  EXPECT_EQ(reader.week().days.front().urges, 1);
  EXPECT_EQ(reader.week().days.back().urges, 1);
  EXPECT_EQ(reader.week().urges(), 2);
  EXPECT_EQ(reader.week().slips, 0);
}

TEST(Week, CountsAnUrgeAsRiddenOutOnTheDayItCame) {
  const TimeZone utc;
  WeekReader reader(kWeek, utc);
  reader.take(entry(kind::kUrge, kWeek.until - 1min, {}, 7));
  reader.take(entry(kind::kUrge, kWeek.until - 1min, {{"said", true}, {"urge", 7}}, 8));
  reader.take(entry(kind::kRiddenOut, kWeek.until + 9min, {{"urge", 7}}));
  reader.take(entry(kind::kRiddenOut, kWeek.from + 1h, {{"urge", 1}}));
  EXPECT_EQ(reader.week().urges(), 1) << "a note to one that lasts is none";
  EXPECT_EQ(reader.week().days.back().ridden_out, 1);
  EXPECT_EQ(reader.week().ridden_out(), 1);
}

TEST(Week, TakesCoverageByTheDayItIsAbout) {
  const TimeZone utc;
  WeekReader reader(kWeek, utc);
  const auto row = [](const char* day, Coverage coverage) {
    boost::json::object detail = to_json(coverage);
    detail["day"] = day;
    return detail;
  };
  reader.take(entry(kind::kCoverage, kWeek.from, row("2026-03-01", {.verified = 1h})));
  reader.take(entry(kind::kCoverage, kWeek.from + 24h, row("2026-03-02", {.verified = 2h})));
  reader.take(entry(kind::kCoverage, kWeek.until + 3h, row("2026-03-08", {.not_running = 3h})));
  reader.take(entry(kind::kCoverage, kWeek.until + 24h, row("2026-03-09", {.verified = 4h})));
  reader.take(entry(kind::kCoverage, kWeek.from + 25h, row("yesterday", {.verified = 8h})));
  reader.take(entry(kind::kCoverage, kWeek.from + 25h));
  EXPECT_EQ(reader.week().coverage, (Coverage{.verified = 2h, .not_running = 3h}));
}

TEST(Week, LeavesOutWhatNobodyAskedFor) {
  const TimeZone utc;
  WeekReader reader(kWeek, utc);
  reader.take(entry(kind::kPending, kMonday, {{"edit", 5}, {"names_removed", 12}}));
  reader.take(entry(kind::kPending, kMonday, {{"edit", 6}}));
  reader.take(entry(kind::kLapsed, kMonday + 72h, {{"edit", 5}}));
  reader.take(entry(kind::kLapsed, kMonday + 72h, {{"edit", 6}}));
  EXPECT_EQ(reader.week().loosenings_asked, 1);
  EXPECT_EQ(reader.week().loosenings_let_go, 1);
}

TEST(Week, KeepsToLocalDaysThroughSummerTime) {
  const TimeZone berlin = gen::berlin();
  const Wall from = sys_days(2026y / March / 22) + 23h;  // Monday the 23rd
  const Wall until = sys_days(2026y / March / 29) + 22h;
  WeekReader reader({from, until}, berlin);
  ASSERT_EQ(reader.week().days.size(), 7u);
  reader.take(entry(kind::kUrge, sys_days(2026y / March / 28) + 22h + 59min, {}, 1));
  reader.take(entry(kind::kUrge, sys_days(2026y / March / 28) + 23h, {}, 2));
  reader.take(entry(kind::kUrge, until - 1min, {}, 3));
  EXPECT_EQ(reader.week().days[5].urges, 1);
  EXPECT_EQ(reader.week().days[6].urges, 2);
}

TEST(Week, LosesNoHourToAMidnightThatComesTwice) {
  // Clocks go from 01:00 back to midnight: the second one is the border.
  const Wall turn = sys_days(2026y / March / 8) + 5h;
  const TimeZone zone("America/Havana", -4h,
                      {{std::chrono::floor<std::chrono::seconds>(turn), -5h}});
  WeekReader reader({turn - 7 * 24h, turn}, zone);
  reader.take(entry(kind::kUrge, turn - 30min, {}, 1));
  EXPECT_EQ(reader.week().urges(), 1);
}

TEST(Week, CountsARideOnce) {
  const TimeZone utc;
  WeekReader reader(kWeek, utc);
  reader.take(entry(kind::kUrge, kMonday + 5h, {}, 7));
  for (int i = 0; i < 2; ++i) reader.take(entry(kind::kRiddenOut, kMonday + 6h, {{"urge", 7}}));
  EXPECT_EQ(reader.week().ridden_out(), 1);
}

TEST(Week, LeavesOutWhatAListLetGoOfThoughThatWasLongAgo) {
  const TimeZone utc;
  WeekReader reader(kWeek, utc);
  reader.take(entry(kind::kPending, kMonday - 50h, {{"edit", 3}, {"names_removed", 2}}));
  reader.take(entry(kind::kLapsed, kMonday + 5h, {{"edit", 4}, {"of_list", true}}));
  EXPECT_EQ(reader.week().loosenings_let_go, 0);
}

TEST(Week, TellsNoDayTwiceAndLeavesNoneOutAfterAJourney) {
  const LogEntry row =
      entry(kind::kCoverage, kMonday + 30h, {{"day", "2026-03-01"}, {"verified", 3600}});
  const ToldSpan span{kMonday, kMonday + days(6) + 6h};
  const TimeZone west("America/New_York", -5h, {});
  WeekReader there(span, west);
  EXPECT_EQ(there.week().from, std::chrono::local_days(2026y / March / 2))
      << "not the evening before";
  there.take(row);
  EXPECT_EQ(there.week().coverage, Coverage());
  const TimeZone east("Asia/Tokyo", 9h, {});
  const WeekReader back(span, east);
  EXPECT_EQ(back.week().from, std::chrono::local_days(2026y / March / 2)) << "a day begun is told";
  const WeekReader short_one({kMonday, kMonday + 5h}, west);
  EXPECT_EQ(short_one.week().days.size(), 1u);
}

}  // namespace
}  // namespace holdfast
