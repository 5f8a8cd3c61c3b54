#include "tray/window/tool_words.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

TEST(ToolWords, SayWhatMayHelp) {
  FakeShell shell;
  GtkWidget* words = suggestion_words({"Walk", "Dance"});
  present(shell, words);
  EXPECT_EQ(words_in(words), "Walk\nDance\n");
}

TEST(ToolWords, ReadThePlan) {
  FakeShell shell;
  GtkWidget* words = plan_words({"If late, then I walk"});
  present(shell, words);
  EXPECT_THAT(words_in(words), HasSubstr("If late, then I walk"));
}

TEST(ToolWords, NameTheFriendAndTheNumber) {
  FakeShell shell;
  GtkWidget* words = friend_words({{"A.", "+15557654321"}}, shell);
  present(shell, words);
  EXPECT_THAT(words_in(words), HasSubstr("+15557654321"));
  EXPECT_NE(find(words, "Call A."), nullptr);
  press(words, "Copy the number");
  EXPECT_THAT(shell.said, testing::ElementsAre("Copied"));
}

TEST(ToolWords, NameWhoListensAtAnyHour) {
  FakeShell shell;
  GtkWidget* words = crisis_words(
      {{"Samaritans", "116123", "https://www.samaritans.org"}, {"Elsewhere", "", "https://a.org"}},
      shell);
  present(shell, words);
  EXPECT_THAT(words_in(words), HasSubstr("116123"));
  EXPECT_NE(find(words, "Call Samaritans"), nullptr);
  EXPECT_NE(find(words, "Open their page"), nullptr);
  EXPECT_EQ(find(words, "Call Elsewhere"), nullptr);
}

}  // namespace
}  // namespace holdfast::window
