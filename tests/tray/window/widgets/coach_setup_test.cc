#include "tray/window/coach_setup.h"

#include <filesystem>

#include "tests/fakes/temp_dir.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class CoachSetupTest : public testing::Test {
 protected:
  CoachSetupTest() { present(shell_, column(0)); }
  TempDir temp_;
  int changes_ = 0;
  FakeShell shell_;
  CoachSetup setup_{shell_, temp_.path().string(), [this] { ++changes_; }};
};

TEST_F(CoachSetupTest, IsOffUntilOneIsNamed) {
  EXPECT_FALSE(setup_.coach());
  setup_.open();
  GtkWidget* dialog = open_dialog(shell_);
  ASSERT_NE(dialog, nullptr);
  EXPECT_THAT(words_in(dialog), AllOf(HasSubstr("a program and no person"),
                                      HasSubstr("Only this computer is asked")));
  auto* answers = ADW_MESSAGE_DIALOG(dialog);
  EXPECT_FALSE(adw_message_dialog_has_response(answers, "off"));
  EXPECT_FALSE(adw_message_dialog_get_response_enabled(answers, "yes"));
  answer_dialog(shell_, "no");
  EXPECT_FALSE(setup_.coach());
  EXPECT_EQ(changes_, 0);
}

TEST_F(CoachSetupTest, KeepsTheOneThatIsNamed) {
  setup_.open();
  GtkWidget* dialog = open_dialog(shell_);
  type(dialog, "Address on this computer", "http://192.0.2.1");
  auto* answers = ADW_MESSAGE_DIALOG(dialog);
  EXPECT_FALSE(adw_message_dialog_get_response_enabled(answers, "yes"));
  type(dialog, "Address on this computer", "localhost:8080");
  type(dialog, "Model, if the server has several", "m");
  EXPECT_TRUE(adw_message_dialog_get_response_enabled(answers, "yes"));
  answer_dialog(shell_, "yes");
  EXPECT_EQ(setup_.coach(), (Coach{"localhost:8080", "m"}));
  EXPECT_EQ(changes_, 1);
  EXPECT_THAT(shell_.said, ElementsAre("Kept. Talk it through is on the first page."));
}

TEST_F(CoachSetupTest, SwitchesItOff) {
  ASSERT_TRUE(CoachSettings(temp_.path().string()).save({"localhost:8080", ""}));
  setup_.open();
  answer_dialog(shell_, "off");
  EXPECT_FALSE(setup_.coach());
  EXPECT_TRUE(temp_.names().empty());
  EXPECT_EQ(changes_, 1);
}

TEST_F(CoachSetupTest, SaysWhatIsWrongWithOneThatWasWrittenByHand) {
  put(temp_ / "coach.ini", "[coach]\nendpoint=https://api.example.org\n");
  EXPECT_FALSE(setup_.coach());
  setup_.open();
  EXPECT_THAT(words_in(open_dialog(shell_)), HasSubstr("another computer"));
  answer_dialog(shell_, "off");
  EXPECT_FALSE(std::filesystem::exists(temp_ / "coach.ini"));
}

TEST_F(CoachSetupTest, SaysWhyItIsNotKept) {
  put(temp_ / "file", "");
  CoachSetup blocked(shell_, temp_ / "file", [this] { ++changes_; });
  blocked.open();
  type(open_dialog(shell_), "Address on this computer", "localhost:8080");
  answer_dialog(shell_, "yes");
  EXPECT_THAT(shell_.said, ElementsAre(HasSubstr("no place")));
  EXPECT_EQ(changes_, 0);
}

}  // namespace
}  // namespace holdfast::window
