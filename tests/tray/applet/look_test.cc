#include "tray/applet/look.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tray/applet/known_things.h"

namespace holdfast::applet {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Look, ShowsTheDaysTheBestAndTheUrgesOfToday) {
  const Look seen = look(twelfth_day());
  EXPECT_EQ(seen.face, (Face{Mood::kHolding, 12}));
  EXPECT_EQ(seen.tooltip, "12 days of no contact with them");
  EXPECT_THAT(seen.details, HasSubstr("Your best run: 21 days. 40 days in all"));
  EXPECT_THAT(seen.details, HasSubstr("2 urges today, all ridden out"));
  EXPECT_EQ(seen.label, "12");
  EXPECT_EQ(seen.title, "Holdfast: 12 days of no contact with them");
}

TEST(Look, NobodyIsShownAZero) {
  Known known = twelfth_day();
  known.streak->days = 0;
  const Look seen = look(known);
  EXPECT_EQ(seen.face.days, 0);
  EXPECT_EQ(seen.tooltip, "Day one");
  EXPECT_EQ(seen.label, "");
  EXPECT_THAT(seen.tooltip + seen.details, Not(HasSubstr(" 0 ")));
}

TEST(Look, ABestRunIsSaid) {
  Known known = twelfth_day();
  known.streak->best_days = 12;
  EXPECT_THAT(look(known).details, HasSubstr("This is your best run. 40 days in all"));
  known.streak->total_days = 12;
  EXPECT_THAT(look(known).details, HasSubstr("This is your best run."));
  known.streak->days = known.streak->best_days = known.streak->total_days = 1;
  EXPECT_THAT(look(known).details, Not(HasSubstr("best run")));
}

TEST(Look, SaysThatSomethingIsWeakened) {
  Known known = twelfth_day();
  known.guard = Guard::kWeakened;
  EXPECT_EQ(look(known).face.mood, Mood::kWeakened);
  EXPECT_THAT(look(known).details, HasSubstr("holdfast doctor"));
}

TEST(Look, SaysThatTheseAreTheTenderHours) {
  Known known = twelfth_day();
  known.streak->closer_until = kThen + std::chrono::hours(2);
  EXPECT_EQ(look(known).face.mood, Mood::kCloser);
  EXPECT_THAT(look(known).details, HasSubstr("tender hours"));
  known.guard = Guard::kWeakened;
  EXPECT_EQ(look(known).face.mood, Mood::kWeakened) << "the one that needs something done";
}

TEST(Look, KeepsTheDaysInSightWhileTheDaemonIsAway) {
  Known known = twelfth_day();
  for (const auto state :
       {tray::LinkState::kAway, tray::LinkState::kRefused, tray::LinkState::kOtherVersion}) {
    known.link = state;
    const Look seen = look(known);
    EXPECT_EQ(seen.face, (Face{Mood::kAway, 12}));
    EXPECT_THAT(seen.tooltip, Not(IsEmpty()));
    EXPECT_THAT(seen.details, Not(IsEmpty())) << "says what to do";
  }
}

TEST(Look, FitsFourDigits) {
  Known known = twelfth_day();
  known.streak->days = 123456;
  EXPECT_EQ(look(known).face.days, 9999);
  known.streak->days = -5;
  EXPECT_EQ(look(known).face.days, 0);
}

TEST(Look, IsReadyBeforeThereIsAnything) {
  Known known;
  known.link = tray::LinkState::kConnected;
  EXPECT_EQ(look(known).tooltip, "Nothing is set up yet");
  EXPECT_EQ(look(known).details, "");
}

}  // namespace
}  // namespace holdfast::applet
