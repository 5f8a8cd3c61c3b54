#include "tray/window/trouble_card.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(TroubleCard, SaysWhatToDoAndCopiesIt) {
  FakeShell shell;
  TroubleCard card(shell);
  card.show(Trouble::kAway);
  present(shell, card.widget());
  EXPECT_THAT(words_in(card.widget()), AllOf(HasSubstr("Holdfast is not running"),
                                             HasSubstr("sudo systemctl start holdfastd")));
  press(card.widget(), "Copy");
  EXPECT_THAT(shell.said, ElementsAre("Copied"));
}

TEST(TroubleCard, HasNoCommandWhereWaitingIsAll) {
  FakeShell shell;
  TroubleCard card(shell);
  card.show(Trouble::kSlow);
  present(shell, card.widget());
  EXPECT_EQ(find(card.widget(), "Copy"), nullptr);
}

}  // namespace
}  // namespace holdfast::window
