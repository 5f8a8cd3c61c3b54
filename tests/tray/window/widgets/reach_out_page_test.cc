#include "tray/window/reach_out_page.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ReachOutPageTest : public testing::Test {
 protected:
  void SetUp() override {
    page_.show(sample());
    present(shell_, page_.widget(), 400, 1200);
  }
  // The answer to the question that came last.
  void answer(const char* word) {
    GtkWidget* last = nullptr;
    collect(page_.widget(), word, last);
    ASSERT_NE(last, nullptr);
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(last), TRUE);
  }
  static void collect(GtkWidget* root, const char* word, GtkWidget*& last) {
    if (!is_shown(root)) return;
    if (GTK_IS_TOGGLE_BUTTON(root) && find(root, word) == root) last = root;
    for (GtkWidget* child = gtk_widget_get_first_child(root); child != nullptr;
         child = gtk_widget_get_next_sibling(child)) {
      collect(child, word, last);
    }
  }
  std::string words() { return words_in(page_.widget()); }
  FakeShell shell_;
  ReachOutPage page_{shell_};
};

TEST_F(ReachOutPageTest, AsksOneQuestionAtATime) {
  EXPECT_THAT(words(), AllOf(HasSubstr("to feel better"), Not(HasSubstr("got no answer"))));
  answer("No");
  EXPECT_THAT(words(), HasSubstr("got no answer"));
}

TEST_F(ReachOutPageTest, WaitsAtAYes) {
  answer("No");
  answer("Yes");
  EXPECT_THAT(words(), AllOf(HasSubstr("Then let it wait"), Not(HasSubstr("Ask for the window"))));
  press(page_.widget(), "Ride it out");
  press(page_.widget(), "Write it unsent");
  EXPECT_THAT(shell_.opened, ElementsAre(PageName::kNow, PageName::kNote));
  EXPECT_TRUE(shell_.asked.empty());
  press(page_.widget(), "Start over");
  EXPECT_THAT(words(), Not(HasSubstr("Then let it wait")));
}

TEST_F(ReachOutPageTest, OpensAWindowAfterFiveTimesNo) {
  for (int i = 0; i < 5; ++i) answer("No");
  press(page_.widget(), "Ask for the window");
  EXPECT_TRUE(shell_.asked.empty());
  type(page_.widget(), "What to open", "whatsapp.com");
  press(page_.widget(), "Ask for the window");
  EXPECT_THAT(shell_.said,
              ElementsAre(HasSubstr("what is to be opened"), HasSubstr("what it is for")));
  answer("Children");
  answer("5 minutes");
  shell_.answers["AskAllowance"].parameters = object(R"({"allowance":
      {"opens": "2026-03-12T20:30:00Z", "closes": "2026-03-12T20:35:00Z"}})");
  press(page_.widget(), "Ask for the window");
  EXPECT_THAT(
      shell_.asked,
      ElementsAre(R"(AskAllowance {"target":"whatsapp.com","purpose":"children","minutes":5})"));
  EXPECT_THAT(words(), HasSubstr("closes by itself"));
}

TEST_F(ReachOutPageTest, CopiesTheMessageForAFriend) {
  for (int i = 0; i < 5; ++i) answer("No");
  GtkWidget* message = find(page_.widget(), "The message that has to be sent");
  ASSERT_NE(message, nullptr);
  gtk_text_buffer_set_text(gtk_text_view_get_buffer(GTK_TEXT_VIEW(message)), "At five.", -1);
  press(page_.widget(), "Copy it for a friend");
  GdkContentProvider* copied = gdk_clipboard_get_content(gtk_widget_get_clipboard(page_.widget()));
  ASSERT_NE(copied, nullptr);
  GValue value = G_VALUE_INIT;
  g_value_init(&value, G_TYPE_STRING);
  ASSERT_TRUE(gdk_content_provider_get_value(copied, &value, nullptr));
  EXPECT_THAT(g_value_get_string(&value), HasSubstr("At five."));
  g_value_unset(&value);
}

TEST_F(ReachOutPageTest, ShowsTheWindowsThatWereAskedFor) {
  EXPECT_THAT(words(), HasSubstr("Opens today 20:30"));
}

}  // namespace
}  // namespace holdfast::window
