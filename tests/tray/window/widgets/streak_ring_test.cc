#include "tray/window/streak_ring.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

TEST(StreakRing, SaysItsDaysToEyesAndToScreenReaders) {
  FakeShell shell;
  StreakRing ring;
  ring.set("12", "days", 0.5);
  present(shell, ring.widget());
  EXPECT_EQ(words_in(ring.widget()), "12\ndays\n");
  EXPECT_NE(find(ring.widget(), "12 days"), nullptr);
}

TEST(StreakRing, FillsWithTheShare) {
  FakeShell shell;
  StreakRing ring;
  ring.set("1", "day", 0.1);
  present(shell, ring.widget());
  const double little = share_of_color(ring.widget(), "accent_color");
  ring.set("9", "days", 0.9);
  EXPECT_TRUE(wait_until([&] { return share_of_color(ring.widget(), "accent_color") > little; }));
}

TEST(StreakRing, StaysWithinItself) {
  StreakRing ring;
  g_object_ref_sink(ring.widget());
  ring.set("9", "days", 7);
  EXPECT_EQ(ring.share(), 1);
  ring.set("9", "days", -1);
  EXPECT_EQ(ring.share(), 0);
  g_object_unref(ring.widget());
}

}  // namespace
}  // namespace holdfast::window
