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
  steps.send(event::Started{.file = "", .unobserved = 3h});
  EXPECT_TRUE(steps.recorded(kind::kUnobserved));
  EXPECT_EQ(steps.state.coverage.unobserved, 3h);
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
  const StreakState before = steps.state.streak;
  for (int day = 0; day < 30; ++day) {
    steps.pass(24h);
    steps.send(event::AttemptSeen{{}, "block example.org", HostReason::kTarget});
    steps.send(event::TamperSeen{Layer::kHosts, "changed", {}});
    steps.send(event::ClockTurned{100h});
  }
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

}  // namespace
}  // namespace holdfast
