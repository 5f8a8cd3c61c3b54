#include "policy/partner/invitation.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Moment kThen{Elapsed(500h), Wall(std::chrono::hours(500'000))};

Moment after(std::chrono::milliseconds time) { return {kThen.elapsed + time, kThen.wall + time}; }

PartnerState invited(LetterStage stage) {
  PartnerState partner;
  partner.mail = "friend@example.org";
  partner.consent = Consent::kInvited;
  partner.asked = kThen;
  partner.word = "amber river";
  partner.invitations = 1;
  Letter letter;
  letter.id = 3;
  letter.kind = LetterKind::kInvitation;
  letter.to = partner.mail;
  letter.word = partner.word;
  letter.stage = stage;
  partner.letters[3] = letter;
  return partner;
}

TEST(InviteChance, ComesOnceMoreAfterAWeek) {
  PartnerState partner = invited(LetterStage::kSent);
  EXPECT_EQ(invite_chance(partner, after(1h)).from, kThen.wall + days(7));
  EXPECT_FALSE(invite_chance(partner, after(1h)).why_not.empty());
  EXPECT_TRUE(invite_chance(partner, after(days(7))).why_not.empty());
  EXPECT_EQ(invite_chance(partner, after(days(7))).from, std::nullopt);
  partner.invitations = 2;
  EXPECT_FALSE(invite_chance(partner, after(days(99))).why_not.empty());
  EXPECT_EQ(invite_chance(partner, after(days(99))).from, std::nullopt) << "never";
}

TEST(InviteChance, IsThereAtOnceWhereNobodyWasReached) {
  EXPECT_TRUE(invite_chance(invited(LetterStage::kRefused), after(1h)).why_not.empty());
  EXPECT_EQ(invite_chance(invited(LetterStage::kRefused), after(1h)).from, std::nullopt);
  EXPECT_TRUE(invite_chance(PartnerState(), kThen).why_not.empty());
  EXPECT_FALSE(invite_chance(invited(LetterStage::kWaiting), after(1h)).why_not.empty());
}

TEST(InvitationWent, IsWhatMayHaveReachedThem) {
  for (const auto stage : {LetterStage::kSending, LetterStage::kSent, LetterStage::kUnsure}) {
    EXPECT_TRUE(invitation_went(invited(stage)));
  }
  for (const auto stage : {LetterStage::kWriting, LetterStage::kWaiting, LetterStage::kRefused}) {
    EXPECT_FALSE(invitation_went(invited(stage)));
  }
  PartnerState let_go_of = invited(LetterStage::kSent);
  let_go_of.letters.clear();
  EXPECT_TRUE(invitation_went(let_go_of));
  EXPECT_FALSE(invitation_went(PartnerState()));
}

TEST(RestingAddress, IsOneWhoseOwnerWasReachedOrStopped) {
  PartnerState partner = invited(LetterStage::kSent);
  rest_address(partner, after(1h));
  EXPECT_EQ(resting(partner, "FRIEND@example.org", after(2h)), (RestingAddress{kThen, false}));
  EXPECT_EQ(resting(partner, "friend@example.org", after(days(7))), std::nullopt);
  EXPECT_EQ(resting(partner, "other@example.org", after(2h)), std::nullopt);
  partner.consent = Consent::kStopped;
  rest_address(partner, after(1h));
  EXPECT_EQ(resting(partner, "friend@example.org", after(2h)), (RestingAddress{kThen, true}));
  PartnerState unreached = invited(LetterStage::kRefused);
  rest_address(unreached, after(1h));
  EXPECT_TRUE(unreached.resting.empty());
}

}  // namespace
}  // namespace holdfast
