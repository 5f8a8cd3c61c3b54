#include "tray/window/key_card.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class KeyCardTest : public testing::Test {
 protected:
  void show(bool has_key) {
    Snapshot snapshot = sample();
    if (has_key) snapshot.partner["key_counts_from"] = "2026-03-01T20:00:00Z";
    card_.show(snapshot);
    present(shell_, card_.widget());
  }
  /// The window that shows a key; null when there is none.
  GtkWidget* shown_key() {
    g_autoptr(GListModel) windows = G_LIST_MODEL(g_object_ref(gtk_window_get_toplevels()));
    for (guint i = 0; i < g_list_model_get_n_items(windows); ++i) {
      g_autoptr(GtkWidget) one = GTK_WIDGET(g_list_model_get_item(windows, i));
      const bool is_ours = gtk_window_get_transient_for(GTK_WINDOW(one)) == shell_.window();
      if (is_ours && !ADW_IS_MESSAGE_DIALOG(one)) return one;
    }
    return nullptr;
  }
  std::string words() { return words_in(card_.widget()); }
  FakeShell shell_;
  KeyCard card_{shell_};
};

TEST_F(KeyCardTest, MakesAKeyAfterAQuestionAndShowsItThisOnce) {
  show(false);
  shell_.answers["MakePartnerKey"].parameters = object(R"({"uri":
      "otpauth://totp/Holdfast:Me?secret=JBSWY3DPEHPK3PXP&issuer=Holdfast",
      "counts_from": "2199-03-13T20:00:00Z"})");
  press(card_.widget(), "Make a key for my friend");
  EXPECT_THAT(shell_.asked, IsEmpty());
  answer_dialog(shell_, "yes");
  EXPECT_THAT(shell_.asked, ElementsAre("MakePartnerKey {}"));
  GtkWidget* window = shown_key();
  ASSERT_NE(window, nullptr);
  EXPECT_THAT(words_in(window), HasSubstr("JBSW Y3DP EHPK 3PXP"));
  EXPECT_THAT(words_in(window), HasSubstr("It counts from 13 Mar 2199"));
  GtkWidget* picture = find(window, "The key as a picture, for your friend's phone");
  ASSERT_NE(picture, nullptr);
  ASSERT_TRUE(wait_until([&] { return gtk_widget_get_width(picture) > 0; }));
  int least = 0;
  gtk_widget_measure(window, GTK_ORIENTATION_HORIZONTAL, -1, &least, nullptr, nullptr, nullptr);
  EXPECT_LE(least, 360);
  press(window, "My friend has it");
  EXPECT_TRUE(wait_until([&] { return shown_key() == nullptr; }));
}

TEST_F(KeyCardTest, SaysInPlaceWhyThereIsNone) {
  show(false);
  shell_.answers["MakePartnerKey"].trouble = "no friend has agreed yet";
  press(card_.widget(), "Make a key for my friend");
  answer_dialog(shell_, "yes");
  EXPECT_THAT(words(), HasSubstr("no friend has agreed yet"));
  EXPECT_EQ(shown_key(), nullptr);
}

TEST_F(KeyCardTest, AsksForACodeOnlyWhereThereIsAKey) {
  show(false);
  EXPECT_EQ(find(card_.widget(), "The six digits from your friend"), nullptr);
}

TEST_F(KeyCardTest, UnlocksWithACode) {
  show(true);
  type(card_.widget(), "The six digits from your friend", "12");
  press(card_.widget(), "Use the code");
  EXPECT_THAT(shell_.asked, IsEmpty());
  EXPECT_THAT(words(), HasSubstr("A code is six digits"));
  shell_.answers["Unlock"].parameters = object(R"({"until": "2026-03-12T20:10:00Z"})");
  type(card_.widget(), "The six digits from your friend", "123 456");
  press(card_.widget(), "Use the code");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(Unlock {"code":"123456"})"));
  EXPECT_THAT(words(), HasSubstr("one loosening is taken at once"));
  press(card_.widget(), "To the rules");
  EXPECT_THAT(shell_.opened, ElementsAre(PageName::kRules));
}

TEST_F(KeyCardTest, SaysHowLongItIsOpenAndNoLonger) {
  Snapshot snapshot = sample();
  snapshot.partner["key_counts_from"] = "2026-03-01T20:00:00Z";
  snapshot.partner["pass_until"] = "2026-03-12T20:10:00Z";
  card_.show(snapshot);
  present(shell_, card_.widget());
  EXPECT_THAT(words(), HasSubstr("Open until today 20:10"));
  snapshot.now += std::chrono::minutes(11);
  card_.show(snapshot);
  EXPECT_THAT(words(), testing::Not(HasSubstr("Open until")));
}

TEST_F(KeyCardTest, SaysThatACodeWasWrong) {
  show(true);
  shell_.answers["Unlock"].trouble = "that code does not fit";
  type(card_.widget(), "The six digits from your friend", "123456");
  press(card_.widget(), "Use the code");
  EXPECT_THAT(words(), HasSubstr("that code does not fit"));
}

}  // namespace
}  // namespace holdfast::window
