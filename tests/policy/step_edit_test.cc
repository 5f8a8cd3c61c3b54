#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using Kind = EditOutcome::Kind;
using namespace std::chrono_literals;

TEST(StepEdit, TakesAllLinesOrNone) {
  Steps steps;
  steps.send(event::EditAsked{1, {"block example.org", "blok example.net"}});
  EXPECT_EQ(steps.answer(), Kind::kBadRules);
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.problems.at(0).line, 2);
  EXPECT_EQ(steps.state.rules.text(), "");
}

TEST(StepEdit, AnswersOnlyWhenEveryLayerHasReported) {
  Steps steps;
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kHolding, "", {}}});
  steps.send(event::LayerReported{Layer::kFirewall, {LayerCondition::kHolding, "", {}}});
  steps.edit("block example.org");
  EXPECT_EQ(steps.effect<effect::AnswerEdit>(), nullptr);
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kHolding, "", {}}});
  EXPECT_EQ(steps.effect<effect::AnswerEdit>(), nullptr);
  steps.send(event::LayerReported{Layer::kFirewall, {LayerCondition::kHolding, "", {}}});
  EXPECT_EQ(steps.answer(), Kind::kDone);
}

TEST(StepEdit, KeepsWhatHeldWhenTheFileIsBad) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::PolicyProposed{0, "block\n"});
  EXPECT_FALSE(steps.state.file_problem.empty());
  EXPECT_EQ(steps.effect<effect::SavePolicy>(), nullptr);
  EXPECT_EQ(steps.state.rules.text(), "block example.org\n");
  steps.send(event::PolicyProposed{0, "block example.org\n"});
  EXPECT_TRUE(steps.state.file_problem.empty());
}

TEST(StepEdit, PutsBackALineThatWasDeletedByHand) {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(1h);
  steps.send(event::PolicyProposed{0, "# nothing left\n"});
  const auto* saved = steps.effect<effect::SavePolicy>();
  ASSERT_NE(saved, nullptr);
  EXPECT_NE(saved->text.find("block example.org"), std::string::npos);
  EXPECT_NE(saved->text.find("# nothing left"), std::string::npos);
  EXPECT_EQ(steps.state.pending.size(), 1u);
}

TEST(StepEdit, KeepsThePersonsCommentWhenALineIsTakenBackByHand) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::PolicyProposed{0, "# a mistake\nblock example.net\n"});
  EXPECT_TRUE(steps.recorded(kind::kTakenBack));
  EXPECT_EQ(steps.state.rules.text(), "# a mistake\nblock example.net\n");
}

TEST(StepEdit, AsksOnceForTheSame) {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(1h);
  steps.send(event::UnblockAsked{1, "example.org"});
  const auto first = steps.effect<effect::AnswerEdit>()->outcome.pending;
  steps.pass(1h);
  steps.send(event::UnblockAsked{1, "https://www.example.org/"});
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.pending, first);
}

TEST(StepEdit, HoldsARemovedNameUntilThatWasConfirmed) {
  Steps steps;
  steps.edit("block list social from /etc/holdfast/lists/social.hosts");
  ASSERT_NE(steps.effect<effect::ImportList>(), nullptr);
  steps.send(event::ListImported{.name = "social", .index = "old.idx", .names = 5});
  EXPECT_EQ(steps.state.block_set.lists.size(), 1u);
  steps.send(event::ListImported{.name = "social", .index = "new.idx", .names = 4, .removed = 1});
  EXPECT_EQ(steps.state.block_set.lists.size(), 2u);
  steps.pass(24h);
  steps.send(event::ConfirmAsked{1, steps.state.pending.begin()->first});
  ASSERT_EQ(steps.state.block_set.lists.size(), 1u);
  EXPECT_EQ(steps.state.block_set.lists[0].index, "new.idx");
}

TEST(StepEdit, NamesWhatCannotBeUnblocked) {
  Steps steps;
  steps.send(event::UnblockAsked{1, "example.org"});
  EXPECT_EQ(steps.answer(), Kind::kNotFound);
}

}  // namespace
}  // namespace holdfast
