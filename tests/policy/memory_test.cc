#include "policy/memory.h"

#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

/// A state with something of everything that is remembered.
Steps lived() {
  Steps steps;
  steps.edit("promise \"Water first\"");
  steps.send(event::PromiseKept{1, "promise \"Water first\""});
  steps.send(event::UrgeReported{1, ""});
  steps.send(event::RideReported{1, steps.effect<effect::AnswerEntry>()->entry.id, Help::kMove});
  steps.pass(std::chrono::days(3));
  steps.edit("block example.org for 30d");
  steps.edit("block instagram/her.name # with a comment");
  steps.edit("block example.net");
  steps.send(event::UnblockAsked{1, "example.net"});  // taken back
  steps.pass(1h);
  steps.send(event::UnblockAsked{1, "instagram/her.name"});
  steps.send(event::AllowanceAsked{1, "example.org", "children", std::chrono::minutes(20)});
  steps.send(event::AttemptSeen{.attempt = {}, .rule = "block example.org"});
  steps.send(event::SlipReported{1, {}});
  steps.send(event::AttemptSeen{.attempt = {}, .rule = "block example.org"});
  steps.send(event::ZoneChanged{TimeZone("Asia/Tokyo", std::chrono::hours(9), {})});
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kFailing, "no room", {}}});
  return steps;
}

TEST(Memory, BringsBackTheSame) {
  const Steps steps = lived();
  const auto facts = memory_of(steps.state);
  std::vector<std::string> problems;
  const State again = remembered(facts, steps.state.catalog, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(memory_of(again), facts);
  EXPECT_EQ(again.rules.text(), steps.state.rules.text());
  EXPECT_EQ(again.pending, steps.state.pending);
  EXPECT_EQ(again.allowances, steps.state.allowances);
  EXPECT_EQ(again.memory, steps.state.memory);
  EXPECT_EQ(again.streak, steps.state.streak);
  EXPECT_EQ(again.episodes, steps.state.episodes);
  EXPECT_EQ(again.zone, steps.state.zone);
  EXPECT_EQ(again.helped, steps.state.helped);
  EXPECT_EQ(again.helped.times(Help::kMove), 1);
  EXPECT_EQ(again.promises, steps.state.promises);
  EXPECT_EQ(again.promises.size(), 1u);
  EXPECT_EQ(again.taken_back, steps.state.taken_back);
  EXPECT_EQ(again.last_id, steps.state.last_id);
}

TEST(Memory, LosesOneDamagedFactAndNoOther) {
  const Steps steps = lived();
  for (const auto& [damaged, value] : memory_of(steps.state)) {
    for (const std::string& rubbish : {std::string("{"), std::string("[]"), std::string("\x01")}) {
      auto facts = memory_of(steps.state);
      facts[damaged] = rubbish;
      std::vector<std::string> problems;
      const State again = remembered(facts, steps.state.catalog, problems);
      if (damaged != "policy" && damaged != "former_policy") {
        EXPECT_EQ(again.rules.text(), steps.state.rules.text()) << damaged;
      }
      EXPECT_LE(problems.size(), 1u) << damaged;
    }
  }
}

TEST(Memory, HoldsTheRestOfAPolicyOfWhichALineCannotBeReadAnyMore) {
  const Steps before = lived();
  auto facts = memory_of(before.state);
  facts["policy"] = "block club/her.name\nblock example.org\nlock until 2027-01-01\n";
  std::vector<std::string> problems;
  const State state = remembered(facts, before.state.catalog, problems);
  EXPECT_EQ(state.rules.text(), facts["policy"]);
  EXPECT_EQ(state.policy.blocks.size(), 1u);
  EXPECT_TRUE(state.policy.lock);
  EXPECT_EQ(state.file_problem.english().find("policy.rules:1:"), 0u);
}

TEST(Memory, NamesNoRuleInAProblem) {
  const Steps before = lived();
  auto facts = memory_of(before.state);
  for (auto& [key, text] : facts) text = "{";
  std::vector<std::string> problems;
  (void)remembered(facts, before.state.catalog, problems);
  ASSERT_FALSE(problems.empty());
  for (const std::string& problem : problems) {
    EXPECT_EQ(problem.find("her.name"), std::string::npos);
    EXPECT_EQ(problem.find("example"), std::string::npos);
  }
}

}  // namespace
}  // namespace holdfast
