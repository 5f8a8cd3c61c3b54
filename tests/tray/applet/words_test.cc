#include "tray/applet/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tray/applet/known_things.h"

namespace holdfast::applet {
namespace {

using testing::HasSubstr;

TEST(Words, OfTheStreak) {
  Known known = twelfth_day();
  EXPECT_EQ(streak_words(known), "12 days of no contact with them");
  known.alias.clear();
  EXPECT_EQ(streak_words(known), "12 days of no contact");
  known.streak->days = 1;
  EXPECT_EQ(streak_words(known), "1 day of no contact");
  known.streak.reset();
  EXPECT_EQ(streak_words(known), "Ready when you are");
}

TEST(Words, OfToday) {
  Known known = twelfth_day();
  const auto say = [&](int urges, int ridden) {
    known.urges_today = urges;
    known.ridden_out_today = ridden;
    return today_words(known);
  };
  EXPECT_EQ(say(0, 0), "Quiet so far today");
  EXPECT_EQ(say(1, 0), "1 urge today");
  EXPECT_EQ(say(1, 1), "1 urge today, ridden out");
  EXPECT_EQ(say(3, 2), "3 urges today, 2 ridden out");
  EXPECT_EQ(say(3, 3), "3 urges today, all ridden out");
}

TEST(Words, OfLayers) {
  EXPECT_EQ(layers_words({}), "");
  EXPECT_EQ(layers_words({"hosts"}), "the hosts file");
  EXPECT_EQ(layers_words({"hosts", "firewall"}), "the hosts file and the firewall");
}

TEST(Words, EveryHelpHasALabelAndAnExercise) {
  const Known known = twelfth_day();
  for (const Help help : known.helps) {
    EXPECT_NE(label(help, known), "");
    EXPECT_NE(exercise(help, known).title, "");
    EXPECT_NE(exercise(help, known).body, "");
  }
  EXPECT_EQ(label(Help::kCall, known), "Call A.");
  EXPECT_THAT(exercise(Help::kCall, known).body, HasSubstr("A.: +15557654321"));
  EXPECT_THAT(exercise(Help::kPlan, known).body, HasSubstr("then I walk"));
  EXPECT_EQ(label(Help::kCall, Known{}), "Call a friend");
  EXPECT_THAT(exercise(Help::kPlan, Known{}).body, HasSubstr("holdfast plan"));
}

}  // namespace
}  // namespace holdfast::applet
