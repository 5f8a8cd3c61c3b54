#include "tray/window/breathing_circle.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

void allow_motion(bool is_allowed) {
  g_object_set(gtk_settings_get_default(), "gtk-enable-animations", is_allowed ? TRUE : FALSE,
               nullptr);
}

TEST(BreathingCircle, MovesWithTheBreath) {
  FakeShell shell;
  allow_motion(true);
  BreathingCircle circle;
  present(shell, circle.widget());
  circle.start();
  EXPECT_TRUE(circle.is_moving());
  EXPECT_EQ(words_in(circle.widget()), "Breathe in\n4\n");
  EXPECT_TRUE(wait_until([&] { return circle.elapsed() > 0; }));
  circle.stop();
  EXPECT_FALSE(circle.is_moving());
  EXPECT_EQ(circle.elapsed(), 0);
}

TEST(BreathingCircle, StandsStillForWhoAskedForLessMotion) {
  FakeShell shell;
  allow_motion(false);
  BreathingCircle circle;
  present(shell, circle.widget());
  circle.start();
  EXPECT_FALSE(circle.is_moving());
  EXPECT_TRUE(wait_until([&] { return circle.elapsed() > 1.1; }));
  circle.tell();
  EXPECT_EQ(words_in(circle.widget()), "Breathe in\n3\n") << "the words go on";
  allow_motion(true);
}

}  // namespace
}  // namespace holdfast::window
