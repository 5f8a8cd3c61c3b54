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

TEST(StepEdit, HoldsEveryNameThatWaitsHoweverOftenAListChanges) {
  Steps steps;
  steps.edit("block list social from /etc/holdfast/lists/social.hosts");
  steps.send(event::ListImported{.name = "social", .index = "one.idx", .names = 2});
  steps.send(event::ListImported{.name = "social", .index = "two.idx", .names = 1, .removed = 1});
  steps.send(event::ListImported{.name = "social", .index = "three.idx", .names = 2});
  std::vector<std::string> held;
  for (const BlockedList& list : steps.state.block_set.lists) held.push_back(list.index);
  EXPECT_EQ(held, (std::vector<std::string>{"one.idx", "three.idx"}));
  EXPECT_EQ(steps.state.pending.size(), 1u);
}

TEST(StepEdit, AListThatCannotBeReadIsNoDoneAndIsTriedAgain) {
  Steps steps;
  steps.edit("block list social from /nowhere");
  EXPECT_EQ(steps.effect<effect::AnswerEdit>(), nullptr) << "it is being read";
  steps.send(event::ListImported{.name = "social", .failure = "no such file"});
  EXPECT_NE(steps.effect<effect::AnswerEdit>(), nullptr);
  EXPECT_EQ(steps.state.lists.at("social").failure, "no such file");
  steps.pass(5min);
  EXPECT_NE(steps.effect<effect::ImportList>(), nullptr);
  steps.send(event::ListImported{.name = "social", .index = "one.idx", .names = 2});
  EXPECT_EQ(steps.state.block_set.lists.size(), 1u);
  EXPECT_EQ(steps.state.lists.at("social").failure, "");
}

TEST(StepEdit, AListIsTakenBackLikeARule) {
  Steps steps;
  steps.edit("block list social from /nowhere");
  steps.send(event::ListImported{.name = "social", .index = "one.idx", .names = 2});
  steps.send(event::UnblockAsked{1, "block list social"});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_TRUE(steps.state.lists.empty());
}

TEST(StepEdit, TakesNothingThatCouldNotBeReadAgain) {
  Steps steps;
  const std::string full = "#" + std::string(kMaxRulesBytes - 10, 'x') + "\n";
  steps.send(event::PolicyProposed{1, full});
  EXPECT_EQ(steps.state.rules.text(), full);
  steps.edit("block example.org");
  EXPECT_EQ(steps.answer(), Kind::kBadRules);
  EXPECT_EQ(steps.state.rules.text(), full);
}

TEST(StepEdit, TakesAThousandStatementsAtMost) {
  Steps steps;
  steps.send(event::EditAsked{1, std::vector<std::string>(1001, "alias them")});
  EXPECT_EQ(steps.answer(), Kind::kBadRules);
}

TEST(StepEdit, RefusesAnEndThatIsOver) {
  Steps steps;
  steps.edit("lock until 2020-01-01");
  EXPECT_EQ(steps.answer(), Kind::kBadRules);
  EXPECT_EQ(steps.state.rules.text(), "");
}

TEST(StepEdit, SaysWhatALockDidNotLetThrough) {
  Steps steps;
  steps.edit("block example.org");
  steps.edit("lock for 30d");
  steps.send(event::PolicyProposed{1, "block example.net\n" + steps.state.rules.text().substr(18)});
  ASSERT_NE(steps.effect<effect::AnswerEdit>(), nullptr);
  const EditOutcome& outcome = steps.effect<effect::AnswerEdit>()->outcome;
  EXPECT_EQ(outcome.applied, std::vector<Phrase>{"block example.net"});
  EXPECT_EQ(outcome.refused, std::vector<Phrase>{"removed: block example.org"});
}

TEST(StepEdit, WritesAFileThatWasRemovedAgain) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::PolicyMissing{});
  ASSERT_NE(steps.effect<effect::SavePolicy>(), nullptr);
  EXPECT_EQ(steps.effect<effect::SavePolicy>()->text, "block example.org\n");
  EXPECT_TRUE(steps.recorded(kind::kTamper));
}

}  // namespace
}  // namespace holdfast
