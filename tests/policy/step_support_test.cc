#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "policy/memory.h"
#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const LogEntry* recorded(const Steps& steps, std::string_view kind) {
  for (const Effect& one : steps.effects) {
    const auto* record = std::get_if<effect::Record>(&one);
    if (record && record->entry.kind == kind) return &record->entry;
  }
  return nullptr;
}

/// The milestone that the last event announced, 0 for none.
std::int64_t announced(const Steps& steps) {
  const LogEntry* entry = recorded(steps, kind::kMilestone);
  return entry == nullptr ? 0 : entry->detail.at("days").to_number<std::int64_t>();
}

/// As after a restart: all that is not remembered is gone.
void restart(Steps& steps) {
  std::vector<std::string> problems;
  const std::string file = steps.state.rules.text();
  steps.state = remembered(memory_of(steps.state), steps.state.catalog, problems);
  ASSERT_TRUE(problems.empty());
  steps.send(event::Started{.file = file});
}

std::int64_t feel_an_urge(Steps& steps) {
  steps.send(event::UrgeReported{1, ""});
  return steps.effect<effect::AnswerEntry>()->entry.id;
}

TEST(StepSupport, RecordsAndRemembersWhatHelped) {
  Steps steps;
  const auto id = feel_an_urge(steps);
  steps.send(event::RideReported{1, id, Help::kMove});
  const LogEntry* entry = recorded(steps, kind::kRiddenOut);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->detail.at("helped").as_string(), "move");
  EXPECT_EQ(steps.effect<effect::AnswerEntry>()->entry.detail, entry->detail);
  EXPECT_EQ(steps.state.helped.times(Help::kMove), 1);
}

TEST(StepSupport, LettingItPassOnThePageEndsTheUrgeOfThatRule) {
  Steps steps;
  steps.edit("block example.org");
  steps.edit("block example.net");
  const auto try_it = [&](const char* host) {
    Attempt attempt;
    attempt.host = HostName::parse(host).value();
    const std::string key = "host " + std::string(host);
    steps.send(event::AttemptSeen{attempt, key, HostReason::kTarget});
    return key;
  };
  const std::string rule = try_it("example.org");
  const std::string other = try_it("example.net");
  steps.send(event::LetItPass{rule});
  const LogEntry* entry = recorded(steps, kind::kRiddenOut);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->subject, rule);
  EXPECT_EQ(entry->detail.at("helped").as_string(), "let_it_pass");
  EXPECT_EQ(steps.state.helped.times(Help::kLetItPass), 1);
  EXPECT_EQ(steps.state.episodes.open().size(), 1U);
  EXPECT_TRUE(steps.state.episodes.open().contains(other));

  steps.send(event::LetItPass{rule});
  EXPECT_EQ(recorded(steps, kind::kRiddenOut), nullptr) << "there is none any more";
  steps.send(event::LetItPass{""});
  steps.send(event::LetItPass{"host example.com"});
  EXPECT_EQ(steps.state.episodes.open().size(), 1U);
  EXPECT_EQ(steps.state.streak.slips, 0);
}

TEST(StepSupport, WhatHelpedCanBeSaidOnceAfterAnUrgeHasPassedByItself) {
  Steps steps;
  const auto id = feel_an_urge(steps);
  steps.pass(20min);
  steps.send(event::RideReported{1, id, std::nullopt});
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kNotFound) << "it counts already";
  steps.send(event::RideReported{1, id, Help::kBreathe});
  ASSERT_NE(recorded(steps, kind::kHelped), nullptr);
  EXPECT_EQ(recorded(steps, kind::kRiddenOut), nullptr) << "it is no second one";
  EXPECT_EQ(steps.state.helped.times(Help::kBreathe), 1);
  steps.send(event::RideReported{1, id, Help::kBreathe});
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kNotFound);
  EXPECT_EQ(steps.state.helped.times(Help::kBreathe), 1);
}

TEST(StepSupport, NobodyRemembersForLongerThanAnHourWhatHelped) {
  Steps steps;
  const auto id = feel_an_urge(steps);
  steps.pass(5min);
  steps.pass(1h);
  steps.send(event::RideReported{1, id, Help::kBreathe});
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kNotFound);
  EXPECT_TRUE(steps.state.passed.empty());
}

TEST(StepSupport, APromiseIsKeptOnceADay) {
  Steps steps;
  steps.edit("promise \"Water first\"");
  const std::string key = "promise \"Water first\"";
  steps.send(event::PromiseKept{1, key});
  ASSERT_NE(recorded(steps, kind::kPromiseKept), nullptr);
  EXPECT_EQ(recorded(steps, kind::kPromiseKept)->subject, key);
  steps.send(event::PromiseKept{1, key});
  EXPECT_EQ(recorded(steps, kind::kPromiseKept), nullptr);
  EXPECT_NE(steps.effect<effect::AnswerEntry>(), nullptr) << "but answered all the same";
  restart(steps);
  steps.send(event::PromiseKept{1, key});
  EXPECT_EQ(recorded(steps, kind::kPromiseKept), nullptr);
  steps.pass(24h);
  steps.send(event::PromiseKept{1, key});
  EXPECT_NE(recorded(steps, kind::kPromiseKept), nullptr);
  EXPECT_EQ(steps.state.promises.at(key).days_kept, 2);
}

TEST(StepSupport, OnlyAPromiseCanBeKept) {
  Steps steps;
  steps.edit("block example.org");
  for (const char* key : {"block example.org", "promise \"x\"", ""}) {
    steps.send(event::PromiseKept{1, key});
    EXPECT_EQ(steps.answer(), EditOutcome::Kind::kNotFound) << key;
  }
  EXPECT_TRUE(steps.state.promises.empty());
}

TEST(StepSupport, APromiseComesAndGoesAtOnceAlsoUnderALock) {
  Steps steps;
  steps.edit("lock for 30d");
  steps.edit("promise \"Water first\"");
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kDone);
  steps.send(event::PromiseKept{1, "promise \"Water first\""});
  steps.send(event::UnblockAsked{1, "promise \"Water first\""});
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kDone);
  EXPECT_TRUE(steps.state.policy.promises.empty());
  EXPECT_TRUE(steps.state.promises.empty());
}

TEST(StepSupport, APromiseGoesByAnySpellingOfItsStatement) {
  Steps steps;
  steps.edit("promise \"Water\"");
  steps.send(event::UnblockAsked{1, "promise  Water"});
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kDone);
  EXPECT_TRUE(steps.state.policy.promises.empty());
}

TEST(StepSupport, WakesForTheMilestoneAndForNothingElse) {
  Steps steps;
  steps.edit("block 203.0.113.0/24");
  int wakes = 0;
  while (announced(steps) == 0 && ++wakes < 100) {
    ASSERT_TRUE(steps.wake);
    steps.at = *steps.wake;
    steps.send(event::TimePassed{});
  }
  EXPECT_EQ(announced(steps), 1);
  EXPECT_EQ(steps.at, Elapsed(24h));
  EXPECT_EQ(wakes, 24) << "the hourly one only";
  EXPECT_EQ(steps.wake, steps.at + 1h);
}

TEST(StepSupport, OfMilestonesThatPassedWhileOffTheHighestIsAnnounced) {
  Steps steps;
  steps.edit("block example.org");
  steps.at += days(16);
  restart(steps);
  EXPECT_EQ(announced(steps), 14);
  restart(steps);
  EXPECT_EQ(announced(steps), 0) << "once a streak";
  steps.pass(days(14));
  EXPECT_EQ(announced(steps), 30);
}

TEST(StepSupport, ASlipStartsTheMilestonesAnew) {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(days(3));
  EXPECT_EQ(announced(steps), 3);
  steps.pass(1h);
  steps.send(event::SlipReported{1, {}});
  EXPECT_EQ(announced(steps), 0);
  steps.pass(days(1));
  EXPECT_EQ(announced(steps), 1);
}

TEST(StepSupport, ASlipOfDaysAgoIsFollowedByNoCongratulation) {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(days(20));
  steps.send(event::SlipReported{1, steps.now().wall - days(5)});
  ASSERT_NE(recorded(steps, kind::kSlip), nullptr);
  EXPECT_EQ(recorded(steps, kind::kSlip)->detail.at("when").as_string(), "2026-03-17T10:00:00Z");
  steps.pass(1h);
  EXPECT_EQ(announced(steps), 0);
  steps.pass(days(2));
  EXPECT_EQ(announced(steps), 7);
}

TEST(StepSupport, ForgetsWhatHelpedAndWhatWasKept) {
  Steps steps;
  steps.edit("block example.org");
  steps.edit("promise \"Water first\"");
  steps.send(event::PromiseKept{1, "promise \"Water first\""});
  steps.pass(days(3));
  steps.send(event::RideReported{1, feel_an_urge(steps), Help::kMove});
  (void)feel_an_urge(steps);
  steps.pass(10min);
  steps.send(event::RecordErased{});
  EXPECT_TRUE(steps.state.promises.empty());
  EXPECT_EQ(steps.state.helped, HelpMemory());
  EXPECT_TRUE(steps.state.passed.empty());
  EXPECT_EQ(steps.state.streak.milestone, 0);
  EXPECT_EQ(steps.state.policy.promises.size(), 1u) << "the policy is not forgotten";
}

// However time passes, through restarts, pauses and slips: each milestone at most once a streak,
// ascending, never before its time, and never missed at the end of a wait.
RC_GTEST_PROP(StepSupportProperty, AMilestoneIsAnnouncedOnceAStreak, ()) {
  Steps steps;
  steps.edit("block example.org");
  std::int64_t last = 0;
  const auto moves = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::inRange(1, 24 * 40)));
  for (const auto& [what, length] : moves) {
    steps.at += std::chrono::hours(length);
    if (what == 0) {
      steps.send(event::SlipReported{1, {}});
      last = 0;
      RC_ASSERT(steps.state.streak.milestone == 0);
      continue;
    }
    if (what == 1) {
      restart(steps);
    } else {
      steps.send(event::TimePassed{});
    }
    const int reached = view(steps.state.streak, steps.now())->days;
    const std::int64_t said = announced(steps);
    RC_ASSERT(said == 0 || (said > last && said <= reached));
    last = std::max(last, said);
    for (const int milestone : kMilestones) RC_ASSERT(milestone > reached || milestone <= last);
  }
}

}  // namespace
}  // namespace holdfast
