#include "tray/window/kit.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

class KitTest : public testing::Test {
 protected:
  FakeShell shell_;
};

TEST_F(KitTest, RunsAnActionAtEachSignal) {
  int pressed = 0;
  GtkWidget* made = button("Go", {"pill"}, [&] { ++pressed; });
  present(shell_, column(0, {made}));
  press(made, "Go");
  press(made, "Go");
  EXPECT_EQ(pressed, 2);
  EXPECT_TRUE(gtk_widget_has_css_class(made, "pill"));
}

TEST_F(KitTest, LetsGoOfAnActionWithItsWidget) {
  auto held = std::make_shared<int>(1);
  GtkWidget* made = button("Go", {}, [held] { ++*held; });
  g_object_ref_sink(made);
  EXPECT_EQ(held.use_count(), 2);
  g_object_unref(made);
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(KitTest, AsksAndHearsTheAnswer) {
  bool is_answered = false;
  on_asked(shell_.window(), "close-request", [&] { return is_answered = true; });
  present(shell_, text("a"));
  gtk_window_close(shell_.window());
  EXPECT_TRUE(wait_until([&] { return is_answered; }));
}

TEST_F(KitTest, NamesWhatIsOnlyAPicture) {
  GtkWidget* made = icon_button("go-previous-symbolic", "Back", [] {});
  present(shell_, column(0, {made}));
  EXPECT_EQ(find(made, "Back"), made);
  EXPECT_STREQ(gtk_widget_get_tooltip_text(made), "Back");
}

TEST_F(KitTest, RenamesAButtonWithItsWords) {
  GtkWidget* made = button("Go", {}, [] {});
  set_button_words(made, "Stay");
  present(shell_, column(0, {made}));
  EXPECT_EQ(find(made, "Stay"), made);
  EXPECT_EQ(words_in(made), "Stay\n");
}

TEST_F(KitTest, ReadsAnEntryWithoutTheSpacesAround) {
  GtkWidget* made = entry("Link", "https://");
  g_object_ref_sink(made);
  set_entry_text(made, "  a b \n");
  EXPECT_EQ(entry_text(made), "a b");
  g_object_unref(made);
}

TEST_F(KitTest, HidesWordsThatAreNone) {
  GtkWidget* made = text("some");
  g_object_ref_sink(made);
  set_text_or_hide(made, "");
  EXPECT_FALSE(gtk_widget_get_visible(made));
  set_text_or_hide(made, "again");
  EXPECT_TRUE(gtk_widget_get_visible(made));
  g_object_unref(made);
}

TEST_F(KitTest, FitsAPageIntoTheNarrowestPhone) {
  GtkWidget* made = page(text("Words that are long enough to need more than one line on a phone."));
  present(shell_, made, 360, 300);
  int least = 0;
  gtk_widget_measure(made, GTK_ORIENTATION_HORIZONTAL, -1, &least, nullptr, nullptr, nullptr);
  EXPECT_LE(least, 340);
}

TEST_F(KitTest, HidesTheOtherPagesFromScreenReaders) {
  GtkWidget* stack = gtk_stack_new();
  GtkWidget* one = gtk_stack_page_get_child(gtk_stack_add_named(GTK_STACK(stack), text("a"), "a"));
  GtkWidget* two = gtk_stack_page_get_child(gtk_stack_add_named(GTK_STACK(stack), text("b"), "b"));
  present(shell_, stack);
  const auto is_hidden = [](GtkWidget* widget, bool expected) {
    g_autofree char* other = gtk_test_accessible_check_state(
        GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_STATE_HIDDEN, expected ? TRUE : FALSE);
    return other == nullptr;
  };
  show_child(stack, "b");
  EXPECT_TRUE(is_hidden(one, true));
  EXPECT_TRUE(is_hidden(two, false));
  show_child(stack, "a");
  EXPECT_TRUE(is_hidden(one, false));
  EXPECT_TRUE(is_hidden(two, true));
}

TEST_F(KitTest, EmptiesABox) {
  GtkWidget* box = column(0, {text("a"), text("b")});
  g_object_ref_sink(box);
  clear(box);
  EXPECT_EQ(gtk_widget_get_first_child(box), nullptr);
  g_object_unref(box);
}

TEST_F(KitTest, RunsATimerUntilItSaysNo) {
  Timer timer;
  int ticks = 0;
  timer.start(1, [&] { return ++ticks < 3; });
  EXPECT_TRUE(wait_until([&] { return !timer.is_running(); }));
  EXPECT_EQ(ticks, 3);
}

TEST_F(KitTest, LetsATimerStartItselfAnew) {
  Timer timer;
  bool is_second = false;
  timer.start(1, [&] {
    timer.start(1, [&] {
      is_second = true;
      return false;
    });
    return true;
  });
  EXPECT_TRUE(wait_until([&] { return is_second && !timer.is_running(); }));
}

TEST(Kit, AsksFirstAndTakesNoForAnAnswer) {
  FakeShell shell;
  int done = 0;
  const auto ask = [&] {
    ask_first(shell.window(), "Now?", "It goes.", "No", "Yes", [&] { ++done; });
  };
  ask();
  EXPECT_STREQ(adw_message_dialog_get_default_response(ADW_MESSAGE_DIALOG(open_dialog(shell))),
               "no");
  answer_dialog(shell, "no");
  EXPECT_EQ(done, 0);
  ask();
  answer_dialog(shell, "yes");
  EXPECT_EQ(done, 1);
}

}  // namespace
}  // namespace holdfast::window
