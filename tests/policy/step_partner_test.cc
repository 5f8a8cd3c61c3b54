#include <gtest/gtest.h>

#include "tests/fakes/steps_with_partner.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using Friend = StepsWithPartner::Friend;
using Kind = EditOutcome::Kind;

event::TamperSeen tamper() { return {Layer::kHosts, "changed", {}}; }

std::vector<std::string> letter_effects(const Steps& steps) {
  std::vector<std::string> names;
  for (const Effect& one : steps.effects) {
    if (std::holds_alternative<effect::FindWord>(one)) names.emplace_back("find word");
    if (std::holds_alternative<effect::WriteLetter>(one)) names.emplace_back("write");
    if (const auto* keep = std::get_if<effect::KeepLetter>(&one)) {
      names.emplace_back(keep->bytes ? "keep" : "let go");
    }
    if (std::holds_alternative<effect::SendLetter>(one)) names.emplace_back("send");
  }
  return names;
}

using Names = std::vector<std::string>;

TEST(StepPartner, InvitesAFriendWhoIsNamed) {
  Steps steps;
  steps.edit(StepsWithPartner::statement());
  EXPECT_EQ(letter_effects(steps), (Names{"find word"}));
  EXPECT_EQ(steps.state.partner.consent, Consent::kInvited);
  steps.send(event::WordFound{"amber river"});
  EXPECT_EQ(letter_effects(steps), (Names{"write"}));
  EXPECT_TRUE(steps.recorded(kind::kPartnerInvited));
  const Letter letter = steps.state.partner.letters.begin()->second;
  EXPECT_EQ(letter.kind, LetterKind::kInvitation);
  EXPECT_EQ(letter.to, StepsWithPartner::kMail);
  EXPECT_EQ(letter.word, "amber river");
  steps.send(event::LetterWritten{letter.id, {}, "bytes", ""});
  EXPECT_EQ(letter_effects(steps), (Names{"keep", "send"}));
  EXPECT_EQ(steps.effect<effect::KeepLetter>()->bytes, "bytes");
  steps.send(event::LetterSent{letter.id, event::Delivery::kSent, "250 ok"});
  EXPECT_EQ(letter_effects(steps), (Names{"let go"}));
  EXPECT_TRUE(steps.recorded(kind::kLetterSent));
  EXPECT_EQ(steps.state.partner.letters.at(letter.id).stage, LetterStage::kSent);
  EXPECT_EQ(steps.state.partner.letters.at(letter.id).answer, "250 ok");
}

TEST(StepPartner, SendsNothingElseBeforeTheFriendAgreed) {
  StepsWithPartner steps(Friend::kInvited, "alerts slip,tampering,unobserved,loosening");
  steps.send(tamper());
  steps.edit("cooling-off 12h");
  steps.send(event::SlipReported{1, {}});
  steps.send(event::SummaryAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  steps.live(days(15));
  ASSERT_EQ(steps.tried.size(), 1u);
  EXPECT_EQ(steps.tried[0].letter.kind, LetterKind::kInvitation);
}

TEST(StepPartner, TakesTheWordAsItIsRead) {
  StepsWithPartner steps(Friend::kInvited);
  steps.send(event::AgreedReported{1, " WORD 1"});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_TRUE(steps.recorded(kind::kPartnerAgreed));
  EXPECT_EQ(steps.state.partner.consent, Consent::kAgreed);
  EXPECT_EQ(steps.state.partner.word, "") << "nobody needs it any more";
  steps.send(event::AgreedReported{1, "word 1"});
  EXPECT_EQ(steps.answer(), Kind::kNotFound);
}

TEST(StepPartner, LetsTheWordBeGuessedTenTimes) {
  StepsWithPartner steps(Friend::kInvited);
  for (int i = 0; i < kTriesToAgree; ++i) {
    steps.send(event::AgreedReported{1, "another"});
    EXPECT_EQ(steps.answer(), Kind::kRefused);
    steps.restart();
  }
  steps.send(event::AgreedReported{1, "word-1"});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.state.partner.consent, Consent::kInvited);
  steps.pass(kInvitePause);
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 2u);
  steps.send(event::AgreedReported{1, "word-1"});
  EXPECT_EQ(steps.answer(), Kind::kRefused) << "the word of a former invitation";
  steps.send(event::AgreedReported{1, "word-2"});
  EXPECT_EQ(steps.answer(), Kind::kDone);
}

TEST(StepPartner, TakesNoYesToAnInvitationThatHasNotGone) {
  StepsWithPartner steps(Friend::kUnnamed);
  steps.delivery = event::Delivery::kLater;
  steps.edit(StepsWithPartner::statement());
  steps.agree();
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.state.partner.consent, Consent::kInvited);
  steps.delivery = event::Delivery::kSent;
  steps.live(1h);
  steps.agree();
  EXPECT_EQ(steps.answer(), Kind::kDone);
}

TEST(StepPartner, RemindsAfterAWeekAndOnceOnly) {
  StepsWithPartner steps(Friend::kInvited);
  const Wall asked = steps.now().wall;
  steps.pass(days(6));
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.until, asked + days(7));
  steps.pass(days(1));
  steps.send(event::InviteAsked{7});
  ASSERT_NE(steps.effect<effect::AnswerLetter>(), nullptr);
  EXPECT_EQ(steps.effect<effect::AnswerLetter>()->request, 7u);
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 2u);
  steps.restart();
  steps.pass(days(30));
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.until, std::nullopt) << "never more";
  steps.agree();
  EXPECT_EQ(steps.answer(), Kind::kDone);
  steps.pass(48h);
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
}

TEST(StepPartner, SendsNothingButInvitationsToSomebodyWhoNeverSaidYes) {
  StepsWithPartner ignored(Friend::kInvited);
  ignored.send(event::UnblockAsked{1, "partner"});
  EXPECT_EQ(ignored.answer(), Kind::kDone);
  StepsWithPartner declined(Friend::kInvited);
  declined.send(event::StopReported{1});
  EXPECT_EQ(declined.answer(), Kind::kDone);
  for (StepsWithPartner* steps : {&ignored, &declined}) {
    steps->live(days(15));
    EXPECT_EQ(steps->sent.size(), 1u);
    EXPECT_TRUE(steps->gone(LetterKind::kFarewell).empty());
  }
}

TEST(StepPartner, AsksNobodyDailyByNamingThemAgain) {
  StepsWithPartner steps(Friend::kInvited);
  for (int i = 0; i < 6; ++i) {
    steps.live(days(1) - 1h);
    steps.send(event::UnblockAsked{1, "partner"});
    steps.restart();
    steps.edit("partner Friend@example.org name A summary none");
    steps.send(event::InviteAsked{1});
    EXPECT_EQ(steps.answer(), Kind::kRefused);
  }
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 1u);
  steps.live(days(2));
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 2u);
}

TEST(StepPartner, IsChosenAnewAtOnceWhileNobodyHasAgreed) {
  StepsWithPartner steps(Friend::kInvited);
  steps.edit("lock for 30d");
  steps.edit("partner other@example.net name B summary none");
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_EQ(steps.state.partner.mail, "other@example.net");
  EXPECT_TRUE(steps.state.pending.empty());
  steps.edit("partner other@example.net name B summary none alerts none");
  EXPECT_EQ(steps.answer(), Kind::kRefused) << "what they were told they would be told";
  steps.agree();
  steps.edit(StepsWithPartner::statement());
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.state.partner.mail, "other@example.net");
}

TEST(StepPartner, InvitesAnewAtOnceWhereTheMailWasRefused) {
  StepsWithPartner steps(Friend::kUnnamed);
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kNotFound);
  steps.delivery = event::Delivery::kRefused;
  steps.edit(StepsWithPartner::statement());
  steps.delivery = event::Delivery::kLater;
  steps.send(event::InviteAsked{1});
  EXPECT_NE(steps.effect<effect::AnswerLetter>(), nullptr);
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused) << "one waits to go";
}

TEST(StepPartner, AsksForAWordAgainAfterARestart) {
  Steps steps;
  steps.edit(StepsWithPartner::statement());
  std::vector<std::string> problems;
  steps.state = remembered(memory_of(steps.state), steps.state.catalog, problems);
  steps.send(event::Started{.file = steps.state.rules.text()});
  EXPECT_NE(steps.effect<effect::FindWord>(), nullptr);
}

TEST(StepPartner, HonoursAStopAtOnce) {
  StepsWithPartner steps;
  steps.send(tamper());
  steps.delivery = event::Delivery::kLater;
  steps.pass(days(3));
  steps.send(event::SummaryAsked{1});
  ASSERT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kWaiting);
  steps.delivery = event::Delivery::kSent;
  steps.send(event::StopReported{1});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_TRUE(steps.recorded(kind::kPartnerStopped));
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kWithdrawn);
  ASSERT_EQ(steps.gone(LetterKind::kFarewell).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kFarewell)[0].letter.farewell, Farewell::kStopped);
  const std::size_t until_then = steps.tried.size();
  steps.edit("cooling-off 12h");
  steps.send(tamper());
  steps.live(days(6));
  EXPECT_EQ(steps.tried.size(), until_then);
  steps.send(event::StopReported{1});
  EXPECT_EQ(steps.answer(), Kind::kNotFound);
}

TEST(StepPartner, AsksAFriendWhoStoppedAgainAfterAWeek) {
  StepsWithPartner steps;
  steps.send(event::StopReported{1});
  const Wall stopped = steps.now().wall;
  steps.pass(days(6));
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.until, stopped + days(7));
  steps.pass(days(1));
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 2u);
}

TEST(StepPartner, HonoursAStopWhoeverIsNamedInBetween) {
  StepsWithPartner steps;
  steps.send(event::StopReported{1});
  steps.send(event::UnblockAsked{1, "partner"});
  ASSERT_EQ(steps.answer(), Kind::kDone);
  for (int i = 0; i < 15; ++i) steps.send(event::TestAsked{1, "me@example.net"});
  steps.edit("partner Friend@Example.org name A summary none");
  EXPECT_EQ(steps.state.partner.consent, Consent::kStopped);
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 1u);
  steps.pass(days(7));
  steps.send(event::InviteAsked{1});
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 2u);
}

TEST(StepPartner, ResendsNothingThatWasOnItsWayWhenTheFriendStopped) {
  StepsWithPartner steps;
  steps.pass(days(2));
  steps.is_post_answering = false;
  steps.send(event::SummaryAsked{1});
  const std::int64_t id = steps.letter(LetterKind::kSummary).id;
  steps.send(event::LetterWritten{id, {}, "bytes", "mark"});
  ASSERT_EQ(steps.state.partner.letters.at(id).stage, LetterStage::kSending);
  steps.send(event::StopReported{1});
  steps.is_post_answering = true;
  steps.restart();
  steps.live(days(1));
  EXPECT_EQ(steps.state.partner.letters.at(id).stage, LetterStage::kUnsure);
  EXPECT_TRUE(steps.gone(LetterKind::kSummary).empty());
}

TEST(StepPartner, RemovingWaitsAndIsToldAndEndsWithAFarewell) {
  StepsWithPartner steps;
  steps.send(event::UnblockAsked{1, "partner"});
  EXPECT_EQ(steps.answer(), Kind::kPending);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kAlert)[0].letter.news, (News{{}, true}));
  EXPECT_EQ(steps.state.partner.consent, Consent::kAgreed);
  steps.live(25h);
  EXPECT_TRUE(steps.gone(LetterKind::kFarewell).empty());
  steps.send(event::ConfirmAsked{1, steps.state.pending.begin()->first});
  ASSERT_EQ(steps.gone(LetterKind::kFarewell).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kFarewell)[0].letter.farewell, Farewell::kRemoved);
  EXPECT_EQ(steps.state.partner.mail, "");
  EXPECT_EQ(steps.state.partner.consent, Consent::kNone);
  EXPECT_EQ(steps.state.partner.key, std::nullopt);
}

TEST(StepPartner, IsToldOfMutingWhateverElseIsTold) {
  StepsWithPartner steps(Friend::kAgreed, "alerts slip");
  steps.edit(StepsWithPartner::statement("alerts none"));
  EXPECT_EQ(steps.answer(), Kind::kPending);
  ASSERT_EQ(steps.gone(LetterKind::kAlert).size(), 1u);
  EXPECT_TRUE(steps.gone(LetterKind::kAlert)[0].letter.news.leaving);
}

TEST(StepPartner, SaysFarewellToOneFriendAndInvitesAnother) {
  StepsWithPartner steps;
  steps.edit("partner other@example.net name B summary none");
  EXPECT_EQ(steps.answer(), Kind::kPending);
  steps.live(25h);
  steps.send(event::ConfirmAsked{1, steps.state.pending.begin()->first});
  ASSERT_EQ(steps.gone(LetterKind::kFarewell).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kFarewell)[0].letter.to, StepsWithPartner::kMail);
  EXPECT_EQ(steps.state.partner.consent, Consent::kInvited);
  ASSERT_EQ(steps.gone(LetterKind::kInvitation).size(), 2u);
  EXPECT_EQ(steps.gone(LetterKind::kInvitation)[1].letter.to, "other@example.net");
}

TEST(StepPartner, SaysNoFarewellToSomebodyWhoNeverHeardOfIt) {
  StepsWithPartner steps(Friend::kUnnamed);
  steps.delivery = event::Delivery::kLater;
  steps.edit(StepsWithPartner::statement());
  steps.send(event::UnblockAsked{1, "partner"});
  steps.delivery = event::Delivery::kSent;
  steps.live(days(1));
  EXPECT_TRUE(steps.sent.empty());
  EXPECT_EQ(steps.letter(LetterKind::kInvitation).stage, LetterStage::kWithdrawn);
}

}  // namespace
}  // namespace holdfast
