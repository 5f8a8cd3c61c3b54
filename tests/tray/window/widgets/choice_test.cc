#include "tray/window/choice.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

void toggle(GtkWidget* root, const char* name) {
  GtkWidget* one = find(root, name);
  ASSERT_NE(one, nullptr);
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(one),
                               !gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(one)));
}

TEST(Choice, HasOneChosen) {
  FakeShell shell;
  int changes = 0;
  Choice choice("How long", {"Short", "Long"}, [&] { ++changes; });
  present(shell, choice.widget());
  EXPECT_EQ(choice.chosen(), Choice::kNone);
  toggle(choice.widget(), "Long");
  EXPECT_EQ(choice.chosen(), 1);
  toggle(choice.widget(), "Short");
  EXPECT_EQ(choice.chosen(), 0);
  EXPECT_EQ(changes, 2);
}

TEST(Choice, TakesNothingBackAtASecondPress) {
  FakeShell shell;
  Choice choice("How long", {"Short", "Long"});
  present(shell, choice.widget());
  toggle(choice.widget(), "Long");
  toggle(choice.widget(), "Long");
  EXPECT_EQ(choice.chosen(), 1);
  EXPECT_TRUE(gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(find(choice.widget(), "Long"))));
}

TEST(Choice, CanBeginAnewWithoutSayingSo) {
  FakeShell shell;
  int changes = 0;
  Choice choice("How long", {"Short", "Long"}, [&] { ++changes; });
  present(shell, choice.widget());
  choice.choose(1);
  choice.clear_choice();
  EXPECT_EQ(choice.chosen(), Choice::kNone);
  EXPECT_EQ(changes, 0);
}

}  // namespace
}  // namespace holdfast::window
