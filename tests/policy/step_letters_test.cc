#include <gtest/gtest.h>

#include "tests/fakes/steps_with_partner.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using Delivery = event::Delivery;
using Friend = StepsWithPartner::Friend;
using Kind = EditOutcome::Kind;

// The steps begin on a Monday at 10:00; the summary is for Sundays at 18:00.
const Wall kFirstMidnight = std::chrono::sys_days(2026y / std::chrono::March / 2);
constexpr std::chrono::hours kToFirstSummary = 6 * 24h + 8h;

TEST(StepSummary, GoesAtItsWeeklyTimeAndTellsWholeDays) {
  StepsWithPartner steps;
  steps.live(days(7));
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  const StepsWithPartner::Gone one = steps.gone(LetterKind::kSummary)[0];
  EXPECT_EQ(one.at, Elapsed(kToFirstSummary));
  EXPECT_EQ(one.letter.to, StepsWithPartner::kMail);
  EXPECT_EQ(one.letter.span, (ToldSpan{kFirstMidnight, kFirstMidnight + days(6)}));
  EXPECT_EQ(steps.state.partner.told_until, kFirstMidnight + days(6));
  EXPECT_EQ(steps.state.partner.mark, "mark of " + std::to_string(one.letter.id));
  steps.live(days(7));
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 2u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[1].letter.span,
            (ToldSpan{kFirstMidnight + days(6), kFirstMidnight + days(13)}));
}

TEST(StepSummary, IsNotSentWhereNoneIsWanted) {
  StepsWithPartner steps(Friend::kUnnamed);
  steps.edit("partner friend@example.org name A summary none");
  steps.agree();
  steps.live(days(20));
  EXPECT_TRUE(steps.gone(LetterKind::kSummary).empty());
}

TEST(StepSummary, IsOneHoweverManyWeeksWereMissed) {
  StepsWithPartner steps;
  steps.at += days(36);
  steps.restart();
  steps.live(1h);
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[0].letter.span,
            (ToldSpan{kFirstMidnight, kFirstMidnight + days(36)}));
}

TEST(StepSummary, IsOneThoughTheClockIsAMonthAheadAndComesAgainWhenItIsTurnedBack) {
  StepsWithPartner steps;
  steps.turned = days(30);
  steps.live(2h);
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  steps.turned = {};
  steps.live(days(8) - 3h);
  const std::size_t before = steps.gone(LetterKind::kSummary).size();
  EXPECT_LE(before, 2u);
  steps.live(4h);
  const auto gone = steps.gone(LetterKind::kSummary);
  ASSERT_EQ(gone.size(), 2u) << "within eight days";
  EXPECT_EQ(gone[1].letter.span->until, kFirstMidnight + days(8));
  EXPECT_LT(gone[1].letter.span->from, gone[1].letter.span->until);
  steps.live(days(7));
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 3u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[2].letter.span->from, kFirstMidnight + days(8));
}

TEST(StepSummary, OfAWeekReplacesOneThatHasNotGone) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kLater;
  steps.live(days(14));
  std::vector<LetterStage> stages;
  for (const auto& [id, letter] : steps.state.partner.letters) {
    if (letter.kind == LetterKind::kSummary) stages.push_back(letter.stage);
  }
  EXPECT_EQ(stages, (std::vector{LetterStage::kWithdrawn, LetterStage::kWaiting}));
  steps.delivery = Delivery::kSent;
  steps.live(6h);
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[0].letter.span,
            (ToldSpan{kFirstMidnight, kFirstMidnight + days(13)}));
}

TEST(StepSummary, CanBeAskedForOnceADayIsOver) {
  StepsWithPartner steps;
  steps.send(event::SummaryAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  steps.pass(days(1));
  steps.send(event::SummaryAsked{5});
  ASSERT_NE(steps.effect<effect::AnswerLetter>(), nullptr);
  EXPECT_EQ(steps.effect<effect::AnswerLetter>()->letter, steps.letter(LetterKind::kSummary).id);
  EXPECT_EQ(steps.effect<effect::AnswerLetter>()->request, 5u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  steps.send(event::SummaryAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused) << "all is told";
  steps.live(days(6));
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 2u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[1].letter.span->from, kFirstMidnight + days(1));
}

TEST(StepSummary, IsNotAskedForWhileOneIsOnItsWay) {
  StepsWithPartner steps;
  steps.pass(days(1));
  steps.is_post_answering = false;
  steps.send(event::SummaryAsked{1});
  const std::int64_t id = steps.letter(LetterKind::kSummary).id;
  steps.send(event::LetterWritten{id, {}, "bytes", "mark"});
  steps.send(event::SummaryAsked{1});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.letter(LetterKind::kSummary).id, id);
}

TEST(StepLetters, RestLongerAfterEachTryAlsoAcrossRestarts) {
  StepsWithPartner steps;
  steps.live(kToFirstSummary - 1min);
  steps.delivery = Delivery::kLater;
  steps.live(1min);
  for (int tries = 1; tries < 12; ++tries) {
    const Letter letter = steps.letter(LetterKind::kSummary);
    ASSERT_EQ(letter.tries, tries);
    EXPECT_EQ(letter.stage, LetterStage::kWaiting);
    EXPECT_EQ(letter.next_try, steps.at + pause_after(tries));
    steps.restart();
    EXPECT_EQ(steps.letter(LetterKind::kSummary), letter);
    steps.at = *letter.next_try;
    steps.restart();
  }
  EXPECT_TRUE(steps.problems.empty());
}

TEST(StepLetters, AreTriedForAHundredDays) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kLater;
  for (int day = 0; day < 100; ++day) {
    steps.live(days(1));
    if (day % 7 == 3) steps.restart();
  }
  EXPECT_LE(steps.tried.size(), 100u * 4 + 15 * 12);
  EXPECT_TRUE(steps.gone(LetterKind::kSummary).empty());
  EXPECT_EQ(steps.state.partner.told_until, kFirstMidnight);
  EXPECT_EQ(steps.state.partner.mark, "");
  steps.delivery = Delivery::kSent;
  steps.live(6h);
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[0].letter.span->from, kFirstMidnight);
}

TEST(StepLetters, AreWrittenOrSentAgainAfterARestart) {
  StepsWithPartner steps;
  steps.is_post_answering = false;
  steps.live(kToFirstSummary);
  const std::int64_t id = steps.letter(LetterKind::kSummary).id;
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kWriting);
  steps.restart();
  ASSERT_NE(steps.effect<effect::WriteLetter>(), nullptr);
  EXPECT_EQ(steps.effect<effect::WriteLetter>()->letter, id);
  steps.send(event::LetterWritten{id, {}, "bytes", "the mark"});
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kSending);
  steps.restart();
  ASSERT_NE(steps.effect<effect::SendLetter>(), nullptr);
  EXPECT_EQ(steps.effect<effect::SendLetter>()->letter, id);
  EXPECT_EQ(steps.effect<effect::WriteLetter>(), nullptr) << "its bytes are kept";
  steps.send(event::LetterSent{id, Delivery::kSent, ""});
  steps.restart();
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kSent);
  EXPECT_EQ(steps.state.partner.mark, "the mark");
  EXPECT_EQ(steps.tried.size(), 3u) << "with the invitation";
}

TEST(StepLetters, CountAsToldOnlyWhatWent) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kRefused;
  steps.live(days(7));
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kRefused);
  EXPECT_EQ(steps.state.partner.told_until, kFirstMidnight);
  EXPECT_EQ(steps.state.partner.mark, "");
  steps.delivery = Delivery::kSent;
  steps.live(days(7));
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[0].letter.span->from, kFirstMidnight);
}

TEST(StepLetters, AreNotSentTwiceWhereNobodyKnowsWhetherTheyWent) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kUnsure;
  steps.live(days(7));
  const std::size_t tried = steps.tried.size();
  steps.delivery = Delivery::kSent;
  steps.restart();
  steps.live(days(5));
  EXPECT_EQ(steps.tried.size(), tried);
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kUnsure);
  EXPECT_EQ(steps.state.partner.told_until, kFirstMidnight + days(6));
}

TEST(StepLetters, WaitForAnAccountThatIsPutRight) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kMisconfigured;
  steps.live(kToFirstSummary);
  EXPECT_TRUE(steps.letter(LetterKind::kSummary).needs_account);
  EXPECT_EQ(steps.letter(LetterKind::kSummary).next_try, steps.at + 1h);
  steps.delivery = Delivery::kSent;
  steps.live(1min);
  steps.send(event::AccountChanged{});
  EXPECT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  EXPECT_FALSE(steps.letter(LetterKind::kSummary).needs_account);
}

TEST(StepLetters, AreWrittenAnewWhereTheirBytesAreLost) {
  StepsWithPartner steps;
  steps.live(kToFirstSummary - 1min);
  steps.is_post_answering = false;
  steps.live(1min);
  const std::int64_t id = steps.letter(LetterKind::kSummary).id;
  steps.send(event::LetterWritten{id, {}, "bytes", "mark"});
  steps.send(event::LetterSent{id, Delivery::kLost, ""});
  ASSERT_NE(steps.effect<effect::WriteLetter>(), nullptr);
  EXPECT_EQ(steps.effect<effect::WriteLetter>()->letter, id);
}

TEST(StepLetters, AreTriedAgainWhereTheyCannotBePutTogether) {
  StepsWithPartner steps(Friend::kUnnamed);
  steps.is_post_answering = false;
  steps.edit(StepsWithPartner::statement());
  const std::int64_t id = steps.letter(LetterKind::kInvitation).id;
  steps.send(event::LetterWritten{id, "no account", "", ""});
  EXPECT_EQ(steps.letter(LetterKind::kInvitation).answer, "no account");
  EXPECT_EQ(steps.effect<effect::KeepLetter>(), nullptr);
  steps.is_post_answering = true;
  steps.live(30min);
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 1u);
}

TEST(StepLetters, TakeNoAnswerThatNobodyWaitsFor) {
  StepsWithPartner steps;
  const Letter before = steps.letter(LetterKind::kInvitation);
  ASSERT_EQ(before.stage, LetterStage::kSent);
  for (const Delivery late : {Delivery::kLater, Delivery::kLost, Delivery::kRefused}) {
    steps.send(event::LetterSent{before.id, late, "late"});
    steps.send(event::LetterSent{before.id + 99, late, "unknown"});
  }
  steps.send(event::LetterWritten{before.id, {}, "other bytes", ""});
  steps.live(1h);
  EXPECT_EQ(steps.letter(LetterKind::kInvitation), before);
  EXPECT_EQ(steps.tried.size(), 1u);
}

TEST(StepLetters, OfATestGoWithoutAFriend) {
  StepsWithPartner steps(Friend::kUnnamed);
  steps.send(event::TestAsked{4, "me@example.org"});
  ASSERT_NE(steps.effect<effect::AnswerLetter>(), nullptr);
  ASSERT_EQ(steps.gone(LetterKind::kTest).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kTest)[0].letter.to, "me@example.org");
}

TEST(StepLetters, AreKeptForAWhileWhatWentLongest) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kLater;
  for (int i = 0; i < 30; ++i) steps.send(event::TestAsked{1, "me@example.org"});
  EXPECT_LE(steps.state.partner.letters.size(), 14u);
  EXPECT_EQ(steps.letter(LetterKind::kInvitation).stage, LetterStage::kSent);
  steps.delivery = Delivery::kSent;
  for (int i = 0; i < 30; ++i) steps.send(event::TestAsked{1, "me@example.org"});
  EXPECT_LE(steps.state.partner.letters.size(), 13u);
}

TEST(StepLetters, NeedNoWakeUpsOfTheirOwnUntilOneIsDue) {
  StepsWithPartner steps;
  steps.pass(1min);
  for (int i = 0; i < 24; ++i) {
    EXPECT_EQ(steps.wake, steps.at + 1h);
    steps.at = *steps.wake;
    steps.send(event::TimePassed{});
  }
}

TEST(StepLetters, DoNotGoToAFriendOfWhomNothingIsKnownAnyMore) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kLater;
  steps.live(kToFirstSummary);
  auto facts = memory_of(steps.state);
  ASSERT_EQ(facts.erase("partner"), 1u);
  steps.state = remembered(facts, steps.state.catalog, steps.problems);
  steps.delivery = Delivery::kSent;
  steps.restart();
  steps.live(days(8));
  EXPECT_TRUE(steps.gone(LetterKind::kSummary).empty());
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kWithdrawn);
  EXPECT_EQ(steps.gone(LetterKind::kInvitation).size(), 2u) << "they are asked again";
}

TEST(StepLetters, AreAllRemembered) {
  StepsWithPartner steps(Friend::kAgreed, "alerts slip,loosening,tampering");
  steps.delivery = Delivery::kLater;
  steps.live(kToFirstSummary);
  steps.send(event::KeyAsked{1});
  steps.send(event::SlipReported{1, {}});
  steps.send(event::TamperSeen{Layer::kHosts, "changed", {}});
  steps.send(event::UnblockAsked{1, "partner"});
  steps.send(event::TestAsked{1, "me@example.org"});
  steps.send(event::CodeGiven{1, {}});
  const PartnerState before = steps.state.partner;
  std::vector<std::string> problems;
  const State again = remembered(memory_of(steps.state), steps.state.catalog, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(again.partner, before);
  EXPECT_EQ(again.coverage.day, steps.state.coverage.day);
  EXPECT_EQ(memory_of(again), memory_of(steps.state));
}

TEST(StepLetters, OfWhatWasForgottenDoNotGo) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kLater;
  steps.edit("cooling-off 12h");
  steps.live(days(7));
  steps.send(event::TamperSeen{Layer::kHosts, "changed", {}});
  steps.send(event::RecordErased{});
  EXPECT_EQ(steps.letter(LetterKind::kSummary).stage, LetterStage::kWithdrawn);
  EXPECT_EQ(steps.letter(LetterKind::kAlert).stage, LetterStage::kWithdrawn);
  EXPECT_TRUE(steps.state.partner.news.empty());
  steps.delivery = Delivery::kSent;
  steps.live(12h);
  EXPECT_TRUE(steps.gone(LetterKind::kSummary).empty());
  EXPECT_TRUE(steps.gone(LetterKind::kAlert).empty());
}

TEST(StepLetters, SayThatOneMayBeLost) {
  StepsWithPartner steps;
  steps.delivery = Delivery::kUnsure;
  steps.live(days(14));
  const ToldSpan both{kFirstMidnight, kFirstMidnight + days(13)};
  EXPECT_EQ(steps.state.partner.maybe_lost, both);
  steps.restart();
  steps.delivery = Delivery::kSent;
  steps.live(days(7));
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[0].letter.maybe_lost, both);
  steps.live(days(7));
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[1].letter.maybe_lost, std::nullopt);
}

TEST(StepSummary, TellsNoDayOnWhichNoneWasWanted) {
  StepsWithPartner steps(Friend::kUnnamed);
  steps.edit("partner friend@example.org name A summary none");
  steps.agree();
  steps.live(days(60));
  steps.edit(StepsWithPartner::statement());
  const Wall today = midnight_before(steps.now().wall, steps.state.zone.current);
  steps.live(days(8));
  ASSERT_EQ(steps.gone(LetterKind::kSummary).size(), 1u);
  EXPECT_EQ(steps.gone(LetterKind::kSummary)[0].letter.span->from, today);
}

TEST(StepLetters, RecordThatTheyGoAnotherWay) {
  StepsWithPartner steps;
  steps.send(event::AccountChanged{});
  EXPECT_FALSE(steps.recorded(kind::kAccountChanged));
  steps.send(event::AccountChanged{.is_other = true});
  EXPECT_TRUE(steps.recorded(kind::kAccountChanged));
}

}  // namespace
}  // namespace holdfast
