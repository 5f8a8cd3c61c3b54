#include "tray/window/breathe_view.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

TEST(BreatheView, CountsDownTheTimeThatWasChosen) {
  FakeShell shell;
  BreatheView view([] {});
  present(shell, view.widget());
  view.start(1);
  EXPECT_TRUE(view.is_running());
  EXPECT_THAT(words_in(view.widget()), HasSubstr("1:00 left"));
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(find(view.widget(), "3 minutes")), TRUE);
  EXPECT_THAT(words_in(view.widget()), HasSubstr("3:00 left"));
  EXPECT_TRUE(
      wait_until([&] { return words_in(view.widget()).find("2:59 left") != std::string::npos; }));
  view.stop();
  EXPECT_FALSE(view.is_running());
}

TEST(BreatheView, EndsKindly) {
  FakeShell shell;
  int ends = 0;
  BreatheView view([&] { ++ends; });
  present(shell, view.widget());
  view.start(0);
  EXPECT_EQ(ends, 1);
  EXPECT_THAT(words_in(view.widget()), HasSubstr("You stayed"));
}

}  // namespace
}  // namespace holdfast::window
