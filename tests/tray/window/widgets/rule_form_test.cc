#include "tray/window/rule_form.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

void choose(GtkWidget* root, const char* name) {
  GtkWidget* one = find(root, name);
  ASSERT_NE(one, nullptr) << name;
  gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(one), TRUE);
}

TEST(RuleForm, BeginsWithTheCalmest) {
  FakeShell shell;
  RuleForm form([] {});
  present(shell, form.widget());
  EXPECT_EQ(form.scope(), RuleScope::kSite);
  EXPECT_EQ(form.end(), RuleEnd::kNone);
  EXPECT_EQ(form.missing(), "");
  EXPECT_EQ(find(form.widget(), "The date it ends"), nullptr);
}

TEST(RuleForm, AsksForADateWhereOneIsMeant) {
  FakeShell shell;
  int changes = 0;
  RuleForm form([&] { ++changes; });
  present(shell, form.widget());
  choose(form.widget(), "Only this profile, in browsers");
  choose(form.widget(), "A date");
  EXPECT_EQ(form.scope(), RuleScope::kProfile);
  EXPECT_THAT(form.missing(), HasSubstr("2027-03-01"));
  type(form.widget(), "The date it ends", "2027-01-31");
  EXPECT_EQ(form.missing(), "");
  EXPECT_EQ(form.date(), "2027-01-31");
  EXPECT_GE(changes, 3);
}

TEST(RuleForm, ShowsThePreview) {
  FakeShell shell;
  GtkWidget* words = preview_words({"This:", {{"Hosts file", "a.org"}}, {"A note."}});
  present(shell, words);
  EXPECT_EQ(words_in(words), "This:\nHosts file\na.org\nA note.\n");
}

}  // namespace
}  // namespace holdfast::window
