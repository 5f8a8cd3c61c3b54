#include "tray/window/setup_model.h"

#include <gmock/gmock.h>

namespace holdfast::window {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

SetupDraft full() {
  return {"https://www.instagram.com/her.name/",
          RuleScope::kSite,
          RuleEnd::kQuarter,
          "",
          "Amira",
          "+44 20 7946-0000",
          "amira@example.org",
          "If it pulls, then I walk"};
}

TEST(SetupModel, WritesThePolicyTheRuleFirst) {
  EXPECT_THAT(setup_statements(full()),
              ElementsAre("block https://www.instagram.com/her.name/ for 90d",
                          "support call Amira tel:+442079460000",
                          "partner amira@example.org name Amira summary weekly sun 18:00",
                          "plan \"If it pulls, then I walk\""));
}

TEST(SetupModel, WritesOnlyWhatWasSaid) {
  SetupDraft draft;
  draft.link = "example.org";
  EXPECT_THAT(setup_statements(draft), ElementsAre("block example.org"));
}

TEST(SetupModel, NeedsALink) {
  SetupDraft draft;
  EXPECT_THAT(missing(draft, SetupStep::kLink), HasSubstr("Paste the address"));
  EXPECT_THAT(missing(full(), SetupStep::kLink), IsEmpty());
}

TEST(SetupModel, NeedsADateOnlyWhereOneWasChosen) {
  SetupDraft draft = full();
  draft.end = RuleEnd::kDate;
  draft.date = "next spring";
  EXPECT_THAT(missing(draft, SetupStep::kScope), HasSubstr("2027-03-01"));
  draft.date = "2027-03-01";
  EXPECT_THAT(missing(draft, SetupStep::kScope), IsEmpty());
}

TEST(SetupModel, LetsTheFriendBeSkipped) {
  EXPECT_THAT(missing({}, SetupStep::kFriend), IsEmpty());
  EXPECT_THAT(missing({}, SetupStep::kPlan), IsEmpty());
}

TEST(SetupModel, NeedsAWayToTheFriend) {
  SetupDraft draft;
  draft.friend_name = "Amira";
  EXPECT_THAT(missing(draft, SetupStep::kFriend), HasSubstr("number or a mail"));
  draft.friend_number = "020 7946 0000";
  EXPECT_THAT(missing(draft, SetupStep::kFriend), HasSubstr("country's code"));
  draft.friend_number = "0044 20 7946 0000";
  EXPECT_THAT(missing(draft, SetupStep::kFriend), IsEmpty());
  draft.friend_mail = "amira";
  EXPECT_THAT(missing(draft, SetupStep::kFriend), HasSubstr("no mail address"));
  draft.friend_mail = "amira@example.org";
  draft.friend_name.clear();
  EXPECT_THAT(missing(draft, SetupStep::kFriend), HasSubstr("What do you call"));
}

TEST(SetupModel, TakesNoPlanOfTwoLines) {
  SetupDraft draft;
  draft.plan = "one\ntwo";
  EXPECT_THAT(missing(draft, SetupStep::kPlan), HasSubstr("one line"));
}

TEST(SetupModel, ReadsNumbersAsPeopleWriteThem) {
  EXPECT_EQ(tel_target("+1 (555) 765-4321"), "tel:+15557654321");
  EXPECT_EQ(tel_target("0049.30.123456"), "tel:+4930123456");
  for (const char* wrong :
       {"", "555 7654", "+", "+12", "call me", "+1555+1234567", "+1234567890123456"}) {
    EXPECT_FALSE(tel_target(wrong)) << wrong;
  }
}

TEST(SetupModel, HasPlansToBeginWith) {
  for (const std::string& idea : plan_ideas()) EXPECT_THAT(idea, HasSubstr("then"));
}

}  // namespace
}  // namespace holdfast::window
