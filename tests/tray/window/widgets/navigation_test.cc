#include "tray/window/navigation.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Navigation, KnowsThePagesByTheirWords) {
  for (const PageInfo& one : pages()) {
    EXPECT_EQ(page_from(one.word), one.page);
    EXPECT_STREQ(page_word(one.page), one.word);
  }
  EXPECT_FALSE(page_from("settings"));
}

TEST(Navigation, LeadsToAPageByEitherWay) {
  FakeShell shell;
  std::vector<PageName> chosen;
  Navigation navigation([&](PageName page) { chosen.push_back(page); });
  GtkWidget* both = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append(GTK_BOX(both), navigation.side());
  gtk_box_append(GTK_BOX(both), navigation.bottom());
  present(shell, both);
  navigation.show(PageName::kNow);
  EXPECT_THAT(chosen, IsEmpty()) << "showing a page is no choice of the person";
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(find(navigation.side(), "Days")), TRUE);
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(find(navigation.bottom(), "Rules")), TRUE);
  EXPECT_THAT(chosen, ElementsAre(PageName::kDays, PageName::kRules));
  navigation.show(PageName::kNote);
  for (GtkWidget* way : {navigation.side(), navigation.bottom()}) {
    EXPECT_TRUE(gtk_toggle_button_get_active(GTK_TOGGLE_BUTTON(find(way, "Note"))));
  }
}

TEST(Navigation, FitsTheNarrowestPhone) {
  FakeShell shell;
  Navigation navigation([](PageName) {});
  present(shell, navigation.bottom(), 360);
  int least = 0;
  gtk_widget_measure(navigation.bottom(), GTK_ORIENTATION_HORIZONTAL, -1, &least, nullptr, nullptr,
                     nullptr);
  EXPECT_LE(least, 350);
}

}  // namespace
}  // namespace holdfast::window
