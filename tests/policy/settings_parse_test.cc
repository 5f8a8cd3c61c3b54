#include "policy/settings_parse.h"

#include <gtest/gtest.h>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

template <class T>
T read(std::string_view line) {
  const auto parsed = parse_statement(line, gen::catalog());
  if (const auto* problem = std::get_if<RuleProblem>(&parsed)) {
    ADD_FAILURE() << problem->in_file(line);
  }
  return std::get<T>(std::get<Statement>(parsed));
}

std::string refusal(std::string_view line) {
  const auto parsed = parse_statement(line, gen::catalog());
  const auto* problem = std::get_if<RuleProblem>(&parsed);
  return problem != nullptr ? problem->in_file("rules").english() : "accepted";
}

TEST(ParseAlias, TakesOneWord) {
  EXPECT_EQ(read<AliasSetting>("alias them").alias, "them");
  EXPECT_EQ(read<AliasSetting>("alias \"my ex\"").alias, "my ex");
  EXPECT_EQ(refusal("alias my ex"),
            "rules:1:10: an alias of several words; put it in quotation marks");
  EXPECT_EQ(refusal("alias"), "rules:1:6: the alias is missing; write `alias WORD`");
  EXPECT_EQ(refusal("alias \"\""), "rules:1:7: the alias is empty; write `alias WORD`");
}

TEST(ParseAlias, TakesFortyBytes) {
  EXPECT_EQ(refusal("alias " + std::string(40, 'a')), "accepted");
  EXPECT_EQ(refusal("alias " + std::string(41, 'a')),
            "rules:1:7: the alias is 41 bytes long; write at most 40 bytes");
}

TEST(ParseCoolingOff, TakesTenMinutesToThirtyDays) {
  EXPECT_EQ(read<CoolingOffSetting>("cooling-off 10m").length, 10min);
  EXPECT_EQ(read<CoolingOffSetting>("cooling-off 30d").length, 720h);
  EXPECT_EQ(refusal("cooling-off 9m"),
            "rules:1:13: `9m` is no cooling-off that can be taken; write a length from 10m to 30d");
  EXPECT_NE(refusal("cooling-off 31d"), "accepted");
  EXPECT_NE(refusal("cooling-off 1d 2d"), "accepted");
}

TEST(ParseCalmWindow, TakesTwoHoursOrMore) {
  EXPECT_EQ(read<CalmWindowSetting>("calm-window 09:00-21:00").window, (DaySpan{9h, 21h}));
  EXPECT_EQ(refusal("calm-window 09:00-11:00"), "accepted");
  EXPECT_EQ(refusal("calm-window 09:00-10:59"),
            "rules:1:13: a calm window of less than two hours; give it two hours or more, such as "
            "09:00-21:00");
  EXPECT_NE(refusal("calm-window 21:00-09:00"), "accepted");
}

TEST(ParseLock, NeedsAnEnd) {
  EXPECT_EQ(read<LockSetting>("lock for 30d").until, End(std::chrono::seconds(720h)));
  EXPECT_NE(read<LockSetting>("lock until 2027-01-01").until, End());
  EXPECT_EQ(refusal("lock"), "rules:1:5: the end is missing; write `lock until WHEN|for LENGTH`");
  EXPECT_EQ(refusal("lock untill 2027-01-01"),
            "rules:1:6: unknown word `untill`; did you mean `until`?");
  EXPECT_NE(refusal("lock until 2027-01-01 for 3d"), "accepted");
}

TEST(ParseSupport, NeedsANumber) {
  EXPECT_EQ(read<SupportSetting>("support call \"A.\" tel:+15557654321"),
            (SupportSetting{"A.", {"+15557654321"}}));
  EXPECT_EQ(refusal("support call A. example.org"),
            "rules:1:17: `example.org` is no telephone number; write one such as tel:+15557654321");
  EXPECT_EQ(refusal("support cal A. tel:+15557654321"),
            "rules:1:9: unknown word `cal`; did you mean `call`?");
}

TEST(ParsePromise, WantsQuotationMarksAndFewWords) {
  EXPECT_EQ(read<PromiseSetting>(R"(promise "Lights out at \"eleven\"")").text,
            "Lights out at \"eleven\"");
  EXPECT_EQ(refusal("promise Lights out"),
            "rules:1:16: a promise of several words; put it in straight quotation marks");
  EXPECT_EQ(refusal("promise \"" + std::string(200, 'a') + "\""), "accepted");
  EXPECT_NE(refusal("promise \"" + std::string(201, 'a') + "\""), "accepted");
}

TEST(ParsePlan, WantsQuotationMarks) {
  EXPECT_EQ(read<PlanSetting>(R"(plan "If I \"look\", then")").text, "If I \"look\", then");
  EXPECT_EQ(refusal("plan If I"),
            "rules:1:9: a plan of several words; put it in straight quotation marks");
  EXPECT_EQ(refusal("plan \"" + std::string(500, 'a') + "\""), "accepted");
  EXPECT_NE(refusal("plan \"" + std::string(501, 'a') + "\""), "accepted");
}

}  // namespace
}  // namespace holdfast
