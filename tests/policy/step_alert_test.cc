#include <gtest/gtest.h>

#include "tests/fakes/steps_with_partner.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using Friend = StepsWithPartner::Friend;
using Kind = EditOutcome::Kind;

event::TamperSeen tamper() { return {Layer::kHosts, "changed", {}}; }

TEST(StepAlert, WaitsTenMinutesForAnExplanationOfTampering) {
  StepsWithPartner steps;
  steps.send(tamper());
  steps.live(9min);
  EXPECT_TRUE(steps.gone(LetterKind::kAlert).empty());
  steps.live(1min);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[0].letter.news,
            (News{{{AlertKind::kTampering, 1}}, false}));
}

TEST(StepAlert, IsNotSentAboutWhatIsExplained) {
  StepsWithPartner steps;
  steps.send(tamper());
  steps.live(5min);
  steps.send(event::Explained{1, "the package manager"});
  EXPECT_TRUE(steps.recorded(kind::kExplained));
  steps.live(2h);
  EXPECT_TRUE(steps.gone(LetterKind::kAlert).empty());
  steps.send(event::Explained{1, ""});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  steps.send(event::Explained{1, std::string(501, 'a')});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
}

TEST(StepAlert, GoesOnceAnHourAndFoldsTheRest) {
  StepsWithPartner steps;
  steps.edit("cooling-off 12h");
  const Elapsed first = steps.at;
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u) << "at once";
  steps.live(1min);
  steps.edit("cooling-off 11h");
  steps.edit("cooling-off 10h");
  steps.edit("cooling-off 10h");  // asked for before
  steps.send(tamper());
  steps.live(2h);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 2u);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[1].at, first + 1h);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[1].letter.news,
            (News{{{AlertKind::kTampering, 1}, {AlertKind::kLoosening, 2}}, false}));
}

TEST(StepAlert, IsOneHoweverLongTheMachineWasOffline) {
  StepsWithPartner steps;
  steps.delivery = event::Delivery::kLater;
  for (int i = 0; i < 20; ++i) {
    steps.edit("cooling-off " + std::to_string(23 * 60 - i) + "m");
    steps.live(2h);
    if (i % 5 == 0) steps.restart();
  }
  steps.delivery = event::Delivery::kSent;
  steps.live(12h);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[0].letter.news.counts.at(AlertKind::kLoosening), 20);
}

TEST(StepAlert, CountsTheHourFromWhenOneWent) {
  StepsWithPartner steps;
  steps.delivery = event::Delivery::kLater;
  steps.edit("cooling-off 12h");
  steps.live(3h);
  steps.delivery = event::Delivery::kSent;
  steps.live(3h);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
  const Elapsed first = steps.gone(LetterKind::kAlert)[0].at;
  steps.edit("cooling-off 11h");
  steps.live(2h);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 2u);
  EXPECT_GE(steps.gone(LetterKind::kAlert)[1].at, first + 1h);
}

TEST(StepAlert, TellsOfSixHoursWithoutVerifiedProtection) {
  StepsWithPartner steps;
  steps.send(event::Started{.file = steps.state.rules.text(), .missed = {.not_running = 4h}});
  EXPECT_TRUE(steps.gone(LetterKind::kAlert).empty());
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kFailing, "no room", {}}});
  steps.live(119min);
  EXPECT_TRUE(steps.gone(LetterKind::kAlert).empty());
  steps.live(2min);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[0].letter.news,
            (News{{{AlertKind::kUnobserved, 1}}, false}));
  // Sleep and a machine that is off are no time in use.
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kHolding, "", {}}});
  steps.send(event::Started{.file = steps.state.rules.text(), .missed = {.asleep = 9h, .off = 9h}});
  steps.live(1h);
  EXPECT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
}

TEST(StepAlert, TellsOfASlipOnlyWhereThatIsWanted) {
  StepsWithPartner usual;
  usual.send(event::SlipReported{1, {}});
  usual.live(2h);
  EXPECT_TRUE(usual.gone(LetterKind::kAlert).empty());
  StepsWithPartner open(Friend::kAgreed, "alerts slip");
  open.send(event::SlipReported{1, {}});
  ASSERT_EQ(open.gone(LetterKind::kAlert).size(), 1u);
  open.edit("cooling-off 12h");
  open.send(tamper());
  open.live(3h);
  EXPECT_EQ(open.gone(LetterKind::kAlert).size(), 1u) << "the rest is not wanted";
}

TEST(StepAlert, TellsOfWhatALockRefusedToo) {
  StepsWithPartner steps;
  steps.edit("block example.org");
  steps.edit("lock for 30d");
  steps.send(event::UnblockAsked{1, "example.org"});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[0].letter.news, (News{{}, false, 1, false}));
  steps.send(event::UnblockAsked{1, "partner"});
  steps.live(2h);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 2u);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[1].letter.news, (News{{}, false, 0, true}));
  StepsWithPartner quiet(Friend::kAgreed, "alerts slip");
  quiet.edit("block example.org");
  quiet.edit("lock for 30d");
  quiet.send(event::UnblockAsked{1, "example.org"});
  quiet.live(2h);
  EXPECT_TRUE(quiet.gone(LetterKind::kAlert).empty());
}

TEST(StepAlert, GivesEachDisturbanceItsTenMinutesButNotForEver) {
  StepsWithPartner steps;
  steps.send(tamper());
  steps.live(9min);
  steps.send(tamper());
  steps.live(9min);
  EXPECT_TRUE(steps.gone(LetterKind::kAlert).empty());
  for (int i = 0; i < 5; ++i) {
    steps.send(tamper());
    steps.live(9min);
  }
  EXPECT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
}

TEST(StepAlert, BeginsAnewWithANewYes) {
  StepsWithPartner steps;
  steps.send(tamper());
  steps.send(event::StopReported{1});
  EXPECT_EQ(steps.state.partner.tampering_ripe, std::nullopt);
  steps.pass(days(8));
  steps.send(event::InviteAsked{1});
  steps.agree();
  steps.send(tamper());
  steps.live(9min);
  EXPECT_TRUE(steps.gone(LetterKind::kAlert).empty());
  steps.live(2min);
  EXPECT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
}

TEST(StepAlert, GoesWithTheFarewellWhereItHadNotGone) {
  StepsWithPartner steps;
  steps.send(tamper());
  steps.delivery = event::Delivery::kLater;
  steps.edit("cooling-off 12h");
  steps.delivery = event::Delivery::kSent;
  steps.send(event::StopReported{1});
  ASSERT_EQ(steps.gone(LetterKind::kFarewell).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kFarewell)[0].letter.news,
            (News{{{AlertKind::kTampering, 1}, {AlertKind::kLoosening, 1}}, false}));
}

}  // namespace
}  // namespace holdfast
