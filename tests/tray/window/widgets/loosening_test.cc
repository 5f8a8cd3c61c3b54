#include "tray/window/loosening.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Loosening, IsAskedForOnlyAfterItsWaitWasSaid) {
  FakeShell shell;
  shell.answers["Unblock"].parameters = object(R"({"result": {"outcome": "pending", "pending": [
      {"id": 0, "state": "waiting", "confirm_from": "2026-03-13T20:00:00Z",
       "confirm_until": "2026-03-15T20:00:00Z"}]}})");
  ask_to_loosen(shell, "partner");
  EXPECT_THAT(shell.asked, ElementsAre(R"(Unblock {"target":"partner","dry_run":true})"));
  EXPECT_THAT(adw_message_dialog_get_body(ADW_MESSAGE_DIALOG(open_dialog(shell))),
              HasSubstr("Can be confirmed"));
  answer_dialog(shell, "yes");
  EXPECT_EQ(shell.asked.back(), R"(Unblock {"target":"partner"})");
  EXPECT_THAT(shell.said, ElementsAre(HasSubstr("Nothing changes before")));
  EXPECT_EQ(shell.refreshed, 1);
}

TEST(Loosening, SaysWhyItCannotBeAskedFor) {
  FakeShell shell;
  shell.answers["Unblock"].trouble = "nothing of that name";
  ask_to_loosen(shell, "partner");
  EXPECT_EQ(open_dialog(shell), nullptr);
  EXPECT_THAT(shell.said, ElementsAre("nothing of that name"));
}

}  // namespace
}  // namespace holdfast::window
