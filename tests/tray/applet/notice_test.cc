#include "tray/applet/notice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tray/applet/known_things.h"

namespace holdfast::applet {
namespace {

using std::chrono::hours;
using testing::HasSubstr;
using testing::Not;

TEST(Notice, AnUrgeOffersLetItPassFirstAndThenWhatFits) {
  const Notice notice = urge_notice(43, UrgeSource::kNoticed, twelfth_day());
  EXPECT_EQ(notice.key, "urge/43");
  EXPECT_EQ(notice.urgency, Urgency::kNormal) << "a critical one breaks Do Not Disturb";
  ASSERT_EQ(notice.buttons.size(), 3u);
  EXPECT_EQ(notice.buttons[0], (Button{"Let it pass", {Deed::kLetItPass, 43, ""}}));
  EXPECT_EQ(notice.buttons[1], (Button{"Call A.", {Deed::kHelp, 43, "call"}}));
  EXPECT_EQ(notice.buttons[2].action.detail, "plan");
  EXPECT_EQ(notice.on_click, notice.buttons[0].action);
}

TEST(Notice, ANoteAndAChecklistAreNotPushed) {
  Known known = twelfth_day();
  known.helps = {Help::kNote, Help::kReachOut, Help::kMove};
  const Notice notice = urge_notice(43, UrgeSource::kNoticed, known);
  ASSERT_EQ(notice.buttons.size(), 2u);
  EXPECT_EQ(notice.buttons[0].text, "Let it pass");
  EXPECT_EQ(notice.buttons[1].text, "Move a little");
}

TEST(Notice, AnUrgeThatWasSaidIsAnsweredOtherwise) {
  const Known known = twelfth_day();
  EXPECT_NE(urge_notice(1, UrgeSource::kSaid, known).title,
            urge_notice(1, UrgeSource::kNoticed, known).title);
}

TEST(Notice, IsSofterInTheTenderHours) {
  Known known = twelfth_day();
  known.streak->closer_until = kThen + hours(2);
  EXPECT_THAT(urge_notice(1, UrgeSource::kNoticed, known).body, HasSubstr("gentle"));
}

TEST(Notice, ASummaryOffersToLetPassOnlyWhatIsStillHere) {
  const Notice open = summary_notice(500, 498);
  EXPECT_EQ(open.title, "500 urges came meanwhile");
  ASSERT_EQ(open.buttons.size(), 1u);
  EXPECT_EQ(open.buttons[0].action, (Action{Deed::kLetItPass, 0, ""}));
  const Notice over = summary_notice(500, 500);
  EXPECT_TRUE(over.buttons.empty());
  EXPECT_EQ(over.urgency, Urgency::kLow);
}

TEST(Notice, EveryMilestoneHasALineOfItsOwn) {
  std::vector<std::string> lines;
  for (const int days : {1, 3, 7, 14, 30, 60, 90, 180, 365}) {
    const Notice notice = milestone_notice(days, twelfth_day());
    EXPECT_EQ(notice.urgency, Urgency::kLow);
    EXPECT_THAT(notice.title, HasSubstr(std::to_string(days)));
    EXPECT_THAT(lines, Not(testing::Contains(notice.body)));
    lines.push_back(notice.body);
  }
}

TEST(Notice, OnlyBrokenProtectionIsCritical) {
  Known known = twelfth_day();
  known.failing_layers = {"firewall"};
  const Notice weakened = weakened_notice(known);
  EXPECT_EQ(weakened.urgency, Urgency::kCritical);
  EXPECT_THAT(weakened.body, HasSubstr("the firewall"));
  EXPECT_THAT(weakened.body, HasSubstr("holdfast doctor"));
}

TEST(Notice, ALooseningThatIsReadyOffersToKeepTheBlockFirst) {
  const Notice notice =
      ready_notice({3, kThen - hours(24), kThen, kThen + hours(48), true}, twelfth_day());
  EXPECT_EQ(notice.buttons[0].action, (Action{Deed::kCancel, 3, ""}));
  EXPECT_EQ(notice.buttons[1].action, (Action{Deed::kConfirm, 3, ""}));
  EXPECT_FALSE(notice.on_click) << "a stray click lets nothing go";
}

TEST(Notice, AQuestionHasNoDefaultAndKeepsFirst) {
  for (const auto& asked : {Action{Deed::kReachedOut, 0, ""}, Action{Deed::kConfirm, 3, ""}}) {
    const Notice notice = question_notice(asked, twelfth_day());
    EXPECT_FALSE(notice.on_click);
    EXPECT_EQ(notice.buttons.at(0).action.deed, Deed::kNo);
    EXPECT_EQ(notice.buttons.at(1).action.deed, Deed::kYes);
  }
}

TEST(Notice, AnExerciseForAnUrgeReplacesItsBubbleAndEndsIt) {
  const Notice notice = exercise_notice(Help::kMove, 43, twelfth_day());
  EXPECT_EQ(notice.key, urge_key(43));
  ASSERT_EQ(notice.buttons.size(), 1u);
  EXPECT_EQ(notice.buttons[0].action, (Action{Deed::kPassedWith, 43, "move"}));
  EXPECT_TRUE(exercise_notice(Help::kMove, 0, twelfth_day()).buttons.empty());
}

TEST(Notice, HelpInACrisisIsKeptInNoList) {
  const Notice notice = crisis_notice({"Somebody", "143", "https://x.example"});
  EXPECT_TRUE(notice.is_transient);
  EXPECT_THAT(notice.body, HasSubstr("143"));
  EXPECT_THAT(crisis_hint_notice().body, HasSubstr("crisis_lines.ini"));
}

}  // namespace
}  // namespace holdfast::applet
