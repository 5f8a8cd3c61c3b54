#include "tray/window/now_model.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(NowModel, ShowsTheDaysAndTheWayToTheNextMilestone) {
  const NowView view = now_view(sample());
  EXPECT_EQ(view.count, "12");
  EXPECT_EQ(view.unit, "days");
  EXPECT_NEAR(view.ring, 12.0 / 14, 0.001);
  EXPECT_EQ(view.detail, "2 days to the next mark");
  EXPECT_EQ(view.history, "Best run 21 days, 40 in all");
  EXPECT_EQ(view.today, "2 urges today, all ridden out. That is strength.");
  EXPECT_THAT(view.worry, IsEmpty());
  EXPECT_FALSE(view.open_urge);
}

TEST(NowModel, CountsTheFirstDayAsOne) {
  Snapshot snapshot = sample();
  snapshot.status["streak"] = object(R"({"since": "2026-03-12T17:00:00Z", "days": 0,
      "best_days": 0, "total_days": 0, "slips": 0})");
  snapshot.support["next_milestone"] = 1;
  const NowView view = now_view(snapshot);
  EXPECT_EQ(view.count, "1");
  EXPECT_EQ(view.unit, "day one");
  EXPECT_NEAR(view.ring, 0.125, 0.001);
  EXPECT_THAT(view.history, IsEmpty());
}

TEST(NowModel, IsReadyBeforeThereIsAStreak) {
  Snapshot snapshot = sample();
  snapshot.status.erase("streak");
  EXPECT_EQ(now_view(snapshot).headline, "Ready when you are");
}

TEST(NowModel, FillsTheRingWhenThereIsNoMilestoneLeft) {
  Snapshot snapshot = sample();
  snapshot.support.erase("next_milestone");
  EXPECT_EQ(now_view(snapshot).ring, 1);
  EXPECT_THAT(now_view(snapshot).detail, IsEmpty());
}

TEST(NowModel, OffersTheOpenUrgeFirst) {
  Snapshot snapshot = sample();
  snapshot.status["open_urges"] = boost::json::parse(R"([{"id": 43}, {"id": 47}])");
  const NowView view = now_view(snapshot);
  EXPECT_EQ(view.open_urge, 47);
  EXPECT_EQ(view.headline, "You can ride this one");
}

TEST(NowModel, TakesTheOrderOfTheDaemonAndKeepsTheRestInReach) {
  EXPECT_THAT(now_view(sample()).tools,
              ElementsAre(Tool::kCall, Tool::kBreathe, Tool::kGround, Tool::kMove, Tool::kSoothe,
                          Tool::kPlan, Tool::kNote, Tool::kReachOut));
}

TEST(NowModel, OffersNoFriendAndNoPlanThatIsNotThere) {
  Snapshot snapshot = sample();
  snapshot.support["friends"] = boost::json::array();
  snapshot.support["plans"] = boost::json::array();
  const NowView view = now_view(snapshot);
  EXPECT_THAT(view.tools, Not(Contains(Tool::kCall)));
  EXPECT_THAT(view.tools, Not(Contains(Tool::kPlan)));
}

TEST(NowModel, PassesOverWordsOfANewerDaemon) {
  Snapshot snapshot = sample();
  snapshot.support["now"] = boost::json::parse(R"(["sing", "move", 7])");
  EXPECT_EQ(now_view(snapshot).tools.front(), Tool::kMove);
}

TEST(NowModel, IsGentleAfterASlip) {
  Snapshot snapshot = sample();
  snapshot.status.at("streak").as_object()["closer_support_until"] = "2026-03-13T16:00:00Z";
  const NowView view = now_view(snapshot);
  EXPECT_EQ(view.headline, "Be gentle with yourself today");
  EXPECT_THAT(view.tender, HasSubstr("tomorrow 16:00"));
  EXPECT_THAT(view.tender, HasSubstr("Nothing you built is lost"));
}

TEST(NowModel, SaysWhatNeedsALook) {
  Snapshot snapshot = sample();
  snapshot.status["state"] = "weakened";
  EXPECT_THAT(now_view(snapshot).worry, HasSubstr("holdfast doctor"));
  snapshot.status["warnings"] = boost::json::parse(R"(["The clock is not synchronised."])");
  EXPECT_EQ(now_view(snapshot).worry, "The clock is not synchronised.");
  snapshot.status["layers"] = boost::json::parse(
      R"([{"layer": "hosts", "state": "failing", "detail": "the file cannot be written"}])");
  EXPECT_EQ(now_view(snapshot).worry, "Something needs a look: the file cannot be written");
}

TEST(NowModel, CountsTodaysUrgesWithoutBlame) {
  Snapshot snapshot = sample();
  const auto today = [&](int urges, int ridden) {
    snapshot.status["urges_today"] = urges;
    snapshot.status["ridden_out_today"] = ridden;
    return now_view(snapshot).today;
  };
  EXPECT_EQ(today(0, 0), "Quiet so far today");
  EXPECT_EQ(today(1, 0), "1 urge today, no contact");
  EXPECT_EQ(today(1, 1), "1 urge today, ridden out. That is strength.");
  EXPECT_EQ(today(3, 1), "3 urges today, 1 ridden out");
}

TEST(NowModel, NeedsNoDaemonForBreathAndBody) {
  EXPECT_THAT(now_alone().tools,
              ElementsAre(Tool::kBreathe, Tool::kGround, Tool::kMove, Tool::kSoothe, Tool::kNote));
}

TEST(NowModel, ReadsAnythingWithoutHarm) {
  Snapshot snapshot;
  snapshot.status = object(R"({"streak": 7, "open_urges": "x", "urges_today": "many"})");
  snapshot.support = object(R"({"now": {}, "friends": [1], "plans": [null]})");
  EXPECT_EQ(now_view(snapshot).headline, "Ready when you are");
}

TEST(NowModel, KnowsEveryToolByItsWord) {
  for (const Tool tool : {Tool::kLetItPass, Tool::kBreathe, Tool::kGround, Tool::kMove,
                          Tool::kSoothe, Tool::kCall, Tool::kPlan, Tool::kNote, Tool::kReachOut}) {
    EXPECT_EQ(tool_from(tool_word(tool)), tool);
    EXPECT_FALSE(tool_name(tool).empty());
    EXPECT_THAT(tool_icon(tool), HasSubstr("-symbolic"));
  }
  EXPECT_FALSE(tool_from("sing"));
}

TEST(NowModel, SuggestsWhereWordsAreTheTool) {
  EXPECT_THAT(suggestions(Tool::kMove), Not(IsEmpty()));
  EXPECT_THAT(suggestions(Tool::kSoothe), Not(IsEmpty()));
  EXPECT_THAT(suggestions(Tool::kBreathe), IsEmpty());
}

}  // namespace
}  // namespace holdfast::window
