#include <gtest/gtest.h>

#include "tests/fakes/steps_with_partner.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using Friend = StepsWithPartner::Friend;
using Kind = EditOutcome::Kind;

/// A friend whose key counts since an hour, and two rules that are too old to be taken back.
StepsWithPartner with_key() {
  StepsWithPartner steps;
  steps.edit("block example.org");
  steps.edit("block example.net");
  steps.send(event::KeyAsked{1});
  steps.live(25h);
  return steps;
}

bool holds(const Steps& steps, const std::string& key) {
  return steps.state.rules.find(key) != nullptr;
}

TEST(StepKey, IsForAFriendWhoHasAgreed) {
  for (const Friend how_far : {Friend::kUnnamed, Friend::kInvited}) {
    StepsWithPartner steps(how_far);
    steps.send(event::KeyAsked{1});
    EXPECT_EQ(steps.answer(), Kind::kRefused);
    EXPECT_EQ(steps.effect<effect::MakeKey>(), nullptr);
    steps.send(event::CodeGiven{1, 100});
    EXPECT_EQ(steps.answer(), Kind::kNotFound);
  }
}

TEST(StepKey, IsNotMadeUnderALock) {
  StepsWithPartner steps;
  steps.edit("lock for 3d");
  steps.send(event::KeyAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.until, steps.now().wall + days(3));
  EXPECT_EQ(steps.effect<effect::MakeKey>(), nullptr);
}

TEST(StepKey, CountsAfterTheCoolingOff) {
  StepsWithPartner steps;
  steps.send(event::KeyAsked{9});
  ASSERT_NE(steps.effect<effect::MakeKey>(), nullptr);
  EXPECT_EQ(steps.effect<effect::MakeKey>()->request, 9u);
  EXPECT_EQ(steps.effect<effect::MakeKey>()->counts_from, steps.now().wall + 24h);
  EXPECT_TRUE(steps.recorded(kind::kKeyMade));
  steps.pass(23h);
  steps.send(event::CodeGiven{1, 100});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.until, steps.now().wall + 1h);
  steps.restart();
  steps.pass(1h);
  steps.send(event::CodeGiven{1, 100});
  EXPECT_TRUE(steps.recorded(kind::kUnlocked));
  EXPECT_NE(steps.effect<effect::AnswerEntry>(), nullptr);
  EXPECT_EQ(steps.state.partner.pass_until, steps.at + kPassLasts);
}

TEST(StepKey, TakesFiveTriesAnHour) {
  StepsWithPartner steps = with_key();
  for (int i = 0; i < kCodesAnHour; ++i) {
    steps.send(event::CodeGiven{1, {}});
    EXPECT_TRUE(steps.recorded(kind::kCodeRefused));
    steps.pass(1min);
    steps.restart();
  }
  steps.send(event::CodeGiven{1, 100});
  EXPECT_EQ(steps.answer(), Kind::kRefused) << "even the right one";
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.until, steps.now().wall + 55min);
  EXPECT_EQ(steps.state.partner.pass_until, std::nullopt);
  steps.pass(55min);
  steps.send(event::CodeGiven{1, 100});
  EXPECT_TRUE(steps.recorded(kind::kUnlocked));
}

TEST(StepKey, TakesACodeOnceAndNoOlderOne) {
  StepsWithPartner steps = with_key();
  steps.send(event::CodeGiven{1, 100});
  steps.pass(11min);
  steps.restart();
  for (const std::int64_t step : {100, 99}) {
    steps.send(event::CodeGiven{1, step});
    EXPECT_EQ(steps.answer(), Kind::kRefused);
    EXPECT_FALSE(steps.state.partner.pass_until && *steps.state.partner.pass_until > steps.at);
  }
  steps.send(event::CodeGiven{1, 101});
  EXPECT_TRUE(steps.recorded(kind::kUnlocked));
}

TEST(StepKey, LetsOneLooseningThroughWithoutTheWait) {
  StepsWithPartner steps = with_key();
  steps.send(event::CodeGiven{1, 100});
  const std::size_t told = steps.gone(LetterKind::kAlert).size();
  steps.send(event::UnblockAsked{1, "example.org"});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_FALSE(holds(steps, "block example.org"));
  steps.live(2h);
  EXPECT_EQ(steps.gone(LetterKind::kAlert).size(), told) << "the friend knows";
  steps.send(event::UnblockAsked{1, "example.net"});
  EXPECT_EQ(steps.answer(), Kind::kPending) << "the pass is used up";
}

TEST(StepKey, LetsOneLooseningThroughUnderALock) {
  StepsWithPartner steps = with_key();
  steps.edit("lock for 30d");
  steps.send(event::CodeGiven{1, 100});
  steps.edit("block example.com");
  steps.edit("cooling-off 10m");
  EXPECT_EQ(steps.answer(), Kind::kDone) << "a tightening before it uses nothing up";
  EXPECT_EQ(steps.state.policy.cooling_off, 10min);
  steps.send(event::UnblockAsked{1, "example.net"});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
}

TEST(StepKey, LastsTenMinutes) {
  StepsWithPartner steps = with_key();
  steps.edit("lock for 30d");
  steps.send(event::CodeGiven{1, 100});
  steps.pass(10min);
  steps.send(event::UnblockAsked{1, "example.org"});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
}

TEST(StepKey, RefusesSeveralAndKeepsThePass) {
  StepsWithPartner steps = with_key();
  steps.send(event::CodeGiven{1, 100});
  steps.send(event::PolicyProposed{1, StepsWithPartner::statement() + "\n"});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_TRUE(holds(steps, "block example.org"));
  EXPECT_TRUE(steps.state.pending.empty());
  steps.send(event::UnblockAsked{1, "example.net"});
  EXPECT_EQ(steps.answer(), Kind::kDone);
}

TEST(StepKey, IsNotUsedByAFileThatIsEditedByHand) {
  StepsWithPartner steps = with_key();
  steps.send(event::CodeGiven{1, 100});
  steps.send(
      event::PolicyProposed{0, "block example.net\n" + StepsWithPartner::statement() + "\n"});
  EXPECT_TRUE(holds(steps, "block example.org"));
  EXPECT_NE(steps.state.partner.pass_until, std::nullopt);
}

TEST(StepKey, ConfirmsWhatWaitsUnderALock) {
  StepsWithPartner steps = with_key();
  steps.send(event::UnblockAsked{1, "example.org"});
  const std::int64_t id = steps.state.pending.begin()->first;
  steps.edit("lock for 30d");
  steps.send(event::CodeGiven{1, 100});
  steps.send(event::ConfirmAsked{1, id});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_FALSE(holds(steps, "block example.org"));
  EXPECT_EQ(steps.state.partner.pass_until, std::nullopt);
}

TEST(StepKey, IsNotUsedWhereNothingStandsInTheWay) {
  StepsWithPartner steps = with_key();
  steps.send(event::UnblockAsked{1, "example.org"});
  const std::int64_t id = steps.state.pending.begin()->first;
  steps.live(25h);
  steps.send(event::CodeGiven{1, 100});
  steps.send(event::ConfirmAsked{1, id});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_NE(steps.state.partner.pass_until, std::nullopt);
}

TEST(StepKey, EndsTheWaitOfTheSameThing) {
  StepsWithPartner steps = with_key();
  steps.send(event::UnblockAsked{1, "example.org"});
  steps.send(event::CodeGiven{1, 100});
  steps.send(event::UnblockAsked{1, "example.org"});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_TRUE(steps.state.pending.empty());
  EXPECT_TRUE(steps.recorded(kind::kConfirmed));
}

TEST(StepKey, OfAFormerFriendOpensNothing) {
  StepsWithPartner steps = with_key();
  steps.edit("partner other@example.net name B summary none");
  steps.live(25h);
  steps.send(event::ConfirmAsked{1, steps.state.pending.begin()->first});
  steps.send(event::CodeGiven{1, 100});
  EXPECT_EQ(steps.answer(), Kind::kNotFound);
}

TEST(StepKey, OpensNothingOnceTheWaitsClockIsLost) {
  StepsWithPartner steps = with_key();
  steps.send(event::CodeGiven{1, 100});
  ASSERT_NE(steps.state.partner.pass_until, std::nullopt);
  steps.at = Elapsed(1h);
  steps.restart();
  EXPECT_EQ(steps.state.partner.pass_until, std::nullopt);
  EXPECT_TRUE(steps.state.partner.wrong_codes.empty());
  EXPECT_LE(steps.state.partner.key->counts_from, steps.at + 24h);
  EXPECT_LE(steps.state.partner.asked->elapsed, steps.at);
}

TEST(StepKey, ForgetsAPassThatIsOver) {
  StepsWithPartner steps = with_key();
  steps.send(event::CodeGiven{1, 100});
  steps.pass(kPassLasts);
  EXPECT_EQ(steps.state.partner.pass_until, std::nullopt);
}

}  // namespace
}  // namespace holdfast
