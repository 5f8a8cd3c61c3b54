#include "tray/window/promises_page.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class PromisesPageTest : public testing::Test {
 protected:
  void SetUp() override {
    page_.show(sample());
    present(shell_, page_.widget());
  }
  FakeShell shell_;
  PromisesPage page_{shell_};
};

TEST_F(PromisesPageTest, ShowsWhatIsKept) {
  EXPECT_THAT(words_in(page_.widget()),
              AllOf(HasSubstr("1 of 2 kept today"), HasSubstr("kept on 9 days")));
}

TEST_F(PromisesPageTest, KeepsOne) {
  press(page_.widget(), "Keep today: Water");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(KeepPromise {"key":"promise b"})"));
}

TEST_F(PromisesPageTest, KeepsNothingTwice) {
  press(page_.widget(), "Kept today: A walk, ten minutes");
  EXPECT_TRUE(shell_.asked.empty());
}

TEST_F(PromisesPageTest, LetsOneGo) {
  press(page_.widget(), "Let go of: Water");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(Unblock {"target":"promise b"})"));
}

TEST_F(PromisesPageTest, MakesANewOne) {
  type(page_.widget(), "A new promise", "Lights out");
  press(page_.widget(), "Promise");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(Edit {"statements":["promise \"Lights out\""]})"));
}

TEST_F(PromisesPageTest, TakesAnIdea) {
  press(page_.widget(), "Lights out at eleven");
  EXPECT_THAT(shell_.asked,
              ElementsAre(R"(Edit {"statements":["promise \"Lights out at eleven\""]})"));
}

TEST_F(PromisesPageTest, AsksForWordsFirst) {
  press(page_.widget(), "Promise");
  EXPECT_TRUE(shell_.asked.empty());
  EXPECT_THAT(shell_.said, ElementsAre(HasSubstr("Write a few words")));
}

TEST_F(PromisesPageTest, KeepsWhatWasTypedWhenItIsRefused) {
  shell_.answers["Edit"].trouble = "Not now.";
  type(page_.widget(), "A new promise", "Lights out");
  press(page_.widget(), "Promise");
  EXPECT_STREQ(gtk_editable_get_text(GTK_EDITABLE(find(page_.widget(), "A new promise"))),
               "Lights out");
  EXPECT_THAT(shell_.said, ElementsAre("Not now."));
}

}  // namespace
}  // namespace holdfast::window
