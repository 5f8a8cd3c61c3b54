#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

TEST(StepWatch, WritesTheFileAgainAfterACrashBeforeIt) {
  Steps steps;
  steps.edit("block example.org");
  // Stored, and killed before the file was written: it still has the text before.
  steps.send(event::Started{.file = ""});
  ASSERT_NE(steps.effect<effect::SavePolicy>(), nullptr);
  EXPECT_EQ(steps.effect<effect::SavePolicy>()->text, "block example.org\n");
  EXPECT_TRUE(steps.state.pending.empty());
}

TEST(StepWatch, TakesTheFileAtTheFirstStart) {
  Steps steps;
  steps.state = {.catalog = steps.state.catalog};
  steps.send(event::Started{.file = "# mine\nblock example.org\n"});
  EXPECT_EQ(steps.state.rules.text(), "# mine\nblock example.org\n");
  EXPECT_FALSE(steps.state.block_set.hosts.empty());
}

TEST(StepWatch, LetsNobodyTakeBackWhatItFoundAtAStart) {
  Steps steps;
  steps.state = {.catalog = steps.state.catalog};  // as after a record that was lost
  steps.send(event::Started{.file = "block example.org\n"});
  steps.pass(1min);
  steps.send(event::UnblockAsked{1, "example.org"});
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kPending);
}

TEST(StepWatch, TakesAFileThatCannotBeReadForNoWish) {
  Steps steps;
  steps.edit("block example.org");
  const std::string held = steps.state.rules.text();
  steps.send(event::PolicyUnreadable{"policy.rules is a directory"});
  EXPECT_EQ(steps.state.file_problem, "policy.rules is a directory");
  steps.send(event::Started{.file_failure = "policy.rules is larger than it may be"});
  EXPECT_EQ(steps.state.file_problem, "policy.rules is larger than it may be");
  EXPECT_EQ(steps.effect<effect::SavePolicy>(), nullptr) << "it is left as it is";
  EXPECT_EQ(steps.state.rules.text(), held);
  EXPECT_TRUE(steps.state.pending.empty());
  steps.send(event::PolicyProposed{0, held});
  EXPECT_EQ(steps.state.file_problem, "");
}

TEST(StepWatch, SaysHowLongNobodyWatched) {
  Steps steps;
  steps.send(event::Started{.file = "", .missed = {.not_running = 3h, .off = 9h}});
  EXPECT_TRUE(steps.recorded(kind::kUnobserved));
  EXPECT_EQ(steps.state.coverage.sum.not_running, 3h);
  EXPECT_EQ(steps.state.coverage.sum.off, 9h);
}

TEST(StepWatch, RecordsWhoTried) {
  Steps steps;
  steps.edit("block example.org");
  Attempt attempt{.host = HostName::parse("www.example.org").value(), .port = 443};
  attempt.program = Program{.pid = 7, .uid = 1000, .name = "curl"};
  steps.send(event::AttemptSeen{attempt, "block example.org", HostReason::kTarget});
  const auto* record = steps.effect<effect::Record>();
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->entry.detail.at("program").at("name").as_string(), "curl");
  ASSERT_NE(steps.effect<effect::RecordAttempt>(), nullptr);
  EXPECT_EQ(steps.effect<effect::RecordAttempt>()->urge, record->entry.id);
}

TEST(StepWatch, SaysOfABrowsersBareConnectionThatItMayBeNone) {
  Steps steps;
  steps.edit("block example.org");
  Attempt attempt{.host = HostName::parse("www.example.org").value(), .port = 443};
  attempt.program = Program{.pid = 7, .uid = 1000, .name = "firefox"};
  attempt.is_doubtful = true;
  steps.send(event::AttemptSeen{attempt, "block example.org", HostReason::kTarget});
  const auto* record = steps.effect<effect::Record>();
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->entry.detail.at("confidence").as_string(), "low");
  EXPECT_EQ(sentence(record->entry).english(),
            "Perhaps an urge: www.example.org was asked for by firefox, maybe as a part of another "
            "page. It held.");
}

TEST(StepWatch, TellsOfABrowserThatHasToBeOpenedAnew) {
  Steps steps;
  steps.send(event::BrowserWaits{"Firefox ESR"});
  const auto* record = steps.effect<effect::Record>();
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->entry.kind, kind::kBrowserWaits);
  EXPECT_NE(sentence(record->entry).english().find("Firefox ESR"), std::string::npos);
}

TEST(StepWatch, ForgetsWhatWasAndKeepsWhatHoldsAndWaits) {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(48h);
  steps.send(event::UnblockAsked{1, "example.org"});
  steps.send(event::SlipReported{});
  steps.send(event::RecordErased{});
  EXPECT_TRUE(steps.recorded(kind::kErased));
  EXPECT_EQ(steps.state.streak.slips, 0);
  EXPECT_EQ(steps.state.streak.first_start, steps.now().wall);
  EXPECT_EQ(steps.state.pending.size(), 1u);
  EXPECT_FALSE(steps.state.block_set.hosts.empty());
}

TEST(StepWatch, NoDetectorShortensAStreak) {
  Steps steps;
  steps.edit("block example.org");
  StreakState before = steps.state.streak;
  for (int day = 0; day < 30; ++day) {
    steps.pass(24h);
    steps.send(event::AttemptSeen{{}, "block example.org", HostReason::kTarget});
    steps.send(event::TamperSeen{Layer::kHosts, "changed", {}});
    steps.send(event::ClockTurned{100h});
  }
  before.milestone = 30;
  EXPECT_EQ(steps.state.streak, before);
}

TEST(StepWatch, CountsAnUrgeThatLedToContactAsNotRiddenOut) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::AttemptSeen{{}, "block example.org", HostReason::kTarget});
  steps.send(event::SlipReported{1, {}});
  steps.pass(1h);
  EXPECT_FALSE(steps.recorded(kind::kRiddenOut));
}

TEST(StepWatch, OfZonesTurnedInARowTheFirstOneCounts) {
  Steps steps;
  steps.send(event::ZoneChanged{TimeZone("Asia/Tokyo", std::chrono::hours(9), {})});
  steps.send(event::ZoneChanged{TimeZone("Asia/Seoul", std::chrono::hours(9), {})});
  ASSERT_TRUE(steps.state.zone.previous);
  EXPECT_EQ(steps.state.zone.previous->name(), "UTC");
  steps.send(event::ZoneChanged{TimeZone()});
  EXPECT_FALSE(steps.state.zone.previous) << "back home";
}

TEST(StepWatch, AZoneUnderTheNameOfAnotherIsAChange) {
  Steps steps;
  steps.send(event::ZoneChanged{TimeZone("UTC", std::chrono::hours(9), {})});
  EXPECT_TRUE(steps.recorded(kind::kZone));
  EXPECT_TRUE(steps.state.zone.previous);
}

TEST(StepWatch, ARuleWhoseMemoryWasLostStillEnds) {
  Steps steps;
  steps.edit("block example.org for 30d");
  const std::string file = steps.state.rules.text();
  steps.state.memory.clear();
  steps.send(event::Started{.file = file});
  ASSERT_TRUE(steps.state.memory.contains("block example.org"));
  EXPECT_TRUE(steps.state.memory.at("block example.org").ends);
  steps.send(event::UnblockAsked{1, "example.org"});
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kPending) << "no mistake of just now";
}

TEST(StepWatch, AnUrgePutsOffWhateverWouldOpenWhatWasTried) {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(1h);
  steps.edit("allow www.example.org");
  steps.edit("schedule example.org open daily 10:00-11:00 purpose \"work\"");
  steps.edit("cooling-off 1h");
  const Attempt attempt{.host = HostName::parse("www.example.org").value(), .port = 443};
  steps.send(event::AttemptSeen{attempt, "block example.org", HostReason::kTarget});
  int postponed = 0;
  for (const auto& [id, edit] : steps.state.pending) postponed += edit.postponed;
  EXPECT_EQ(steps.state.pending.size(), 3u);
  EXPECT_EQ(postponed, 2) << "a setting is about no target";
}

TEST(StepWatch, AnUrgeSaidTwiceIsOneWithOneNumber) {
  Steps steps;
  steps.send(event::UrgeReported{1, ""});
  const std::int64_t first = steps.effect<effect::AnswerEntry>()->entry.id;
  steps.send(event::UrgeReported{1, ""});
  EXPECT_EQ(steps.effect<effect::AnswerEntry>()->entry.id, first);
  EXPECT_FALSE(steps.recorded(kind::kUrge));
  steps.send(event::UrgeReported{1, "she posted again"});
  EXPECT_EQ(steps.effect<effect::AnswerEntry>()->entry.id, first);
  EXPECT_TRUE(steps.recorded(kind::kUrge)) << "the note is kept";
  steps.send(event::RideReported{1, first});
  EXPECT_TRUE(steps.recorded(kind::kRiddenOut));
}

}  // namespace
}  // namespace holdfast
