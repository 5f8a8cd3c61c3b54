#include "daemon/partner_json.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "daemon/rfc3339.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Moment kNow{Elapsed(100h), Wall(500'000h)};

State with_letter(LetterStage stage, const char* answer, LetterKind kind = LetterKind::kSummary) {
  State state;
  Letter letter{.id = 7, .kind = kind, .to = "friend@example.org", .made = kNow, .stage = stage};
  letter.answer = answer;
  state.partner.letters[7] = letter;
  return state;
}

std::vector<std::string> troubles(const State& state, Moment now = kNow) {
  std::vector<std::string> texts;
  for (const Phrase& one : letter_troubles(state, now)) texts.push_back(one.english());
  return texts;
}

TEST(LetterTroubles, SayWhatNeedsThePerson) {
  EXPECT_THAT(troubles(with_letter(LetterStage::kRefused, "nobody there")),
              ElementsAre("a mail to your friend was refused: nobody there"));
  EXPECT_THAT(troubles(with_letter(LetterStage::kUnsure, "it was cut off")),
              ElementsAre("a mail to your friend may be lost: it was cut off"));
  EXPECT_THAT(troubles(with_letter(LetterStage::kSent, "taken")), IsEmpty());
  EXPECT_THAT(troubles(with_letter(LetterStage::kRefused, "no", LetterKind::kTest)), IsEmpty());
}

TEST(LetterTroubles, ArePatientForADay) {
  const State waiting = with_letter(LetterStage::kWaiting, "no answer");
  EXPECT_THAT(troubles(waiting), IsEmpty());
  EXPECT_THAT(troubles(waiting, {kNow.elapsed + 25h, kNow.wall + 25h}),
              ElementsAre("a mail has been waiting for more than a day: no answer"));
  EXPECT_EQ(troubles(with_letter(LetterStage::kWriting, "there is no account")).size(), 1u);
  State account = waiting;
  account.partner.letters[7].needs_account = true;
  EXPECT_THAT(troubles(account), ElementsAre("no mail can go: no answer"));
}

TEST(LetterTroubles, EndWithANewerLetter) {
  State state = with_letter(LetterStage::kRefused, "nobody there");
  Letter newer = state.partner.letters[7];
  newer.id = 9;
  newer.stage = LetterStage::kSent;
  state.partner.letters[9] = newer;
  EXPECT_THAT(troubles(state), IsEmpty());
}

TEST(PartnerJson, TellsWhenALetterIsTriedAgain) {
  Letter letter = with_letter(LetterStage::kWaiting, "busy").partner.letters[7];
  letter.next_try = kNow.elapsed + 1h;
  const auto json = letter_json(letter, kNow);
  EXPECT_EQ(json.at("state").as_string(), "waiting");
  EXPECT_NE(json.at("next_try").as_string(), json.at("made").as_string());
  letter.next_try.reset();
  EXPECT_EQ(letter_json(letter, kNow).if_contains("next_try"), nullptr);
}

TEST(PartnerJson, AccountsTravelWithoutTheirFiles) {
  platform::MailAccount account;
  account.from = "me@example.net";
  account.name = "Robin";
  account.server = "smtps://mail.example.net";
  account.user = "me";
  EXPECT_EQ(account_in(account_json(account)), account);
}

State with_invitation(LetterStage stage) {
  State state = with_letter(stage, "", LetterKind::kInvitation);
  state.partner.letters[7].word = state.partner.word = "amber river";
  state.partner.mail = "friend@example.org";
  state.partner.consent = Consent::kInvited;
  state.partner.asked = kNow;
  return state;
}

TEST(PartnerJson, SaysWhenAFriendCanBeAskedAgain) {
  const auto invite_from = [](const State& state) {
    const auto json = partner_json(state, kNow, platform::MailAccount());
    const auto* from = json.if_contains("invite_from");
    return from != nullptr ? std::string(from->as_string()) : "";
  };
  EXPECT_EQ(invite_from(with_invitation(LetterStage::kSent)), to_rfc3339(kNow.wall + 168h));
  EXPECT_EQ(invite_from(with_invitation(LetterStage::kRefused)), "") << "at once";
}

TEST(PartnerJson, SaysWhenThereIsSomethingToTell) {
  State state;
  state.policy.partner.emplace().summary = WeeklyTime{std::chrono::Sunday, 18h};
  state.partner.consent = Consent::kAgreed;
  const Wall sunday = std::chrono::sys_days(std::chrono::year(2026) / 3 / 8);
  state.partner.told_until = sunday;
  const auto json = partner_json(state, {kNow.elapsed, sunday + 12h}, platform::MailAccount());
  EXPECT_EQ(json.at("next_summary").as_string(), to_rfc3339(sunday + 18h + 168h));
}

TEST(PartnerJson, NobodyIsInvitedByALetterThatDidNotGo) {
  const auto consent = [](LetterStage stage) {
    State state = with_invitation(stage);
    return std::string(
        partner_json(state, kNow, platform::MailAccount()).at("consent").as_string());
  };
  EXPECT_EQ(consent(LetterStage::kWriting), "none");
  EXPECT_EQ(consent(LetterStage::kWaiting), "none");
  EXPECT_EQ(consent(LetterStage::kRefused), "none");
  EXPECT_EQ(consent(LetterStage::kSent), "invited");
  EXPECT_EQ(consent(LetterStage::kUnsure), "invited");
}

TEST(PartnerJson, SaysWhyNoLetterCanGo) {
  const auto json = partner_json({}, kNow, Error{ErrorCode::kNotFound, say("no account")});
  EXPECT_EQ(json.at("account_problem").as_string(), "no account");
  EXPECT_EQ(json.at("mail").as_string(), "");
}

}  // namespace
}  // namespace holdfast::daemon
