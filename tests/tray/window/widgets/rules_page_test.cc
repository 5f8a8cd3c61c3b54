#include "tray/window/rules_page.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class RulesPageTest : public testing::Test {
 protected:
  void show(const Snapshot& snapshot) {
    page_.show(snapshot);
    present(shell_, page_.widget());
  }
  FakeShell shell_;
  RulesPage page_{shell_};
};

TEST_F(RulesPageTest, ShowsRulesAndWhatWasAsked) {
  show(sample());
  EXPECT_THAT(words_in(page_.widget()),
              AllOf(HasSubstr("instagram/her.name\nuntil 1 Mar 2027"),
                    HasSubstr("held by hosts file, firewall"),
                    HasSubstr("Can be confirmed from tomorrow 19:00 (in 23 h)"),
                    HasSubstr("loosening asked for")));
  EXPECT_EQ(find(page_.widget(), "Confirm"), nullptr);
}

TEST_F(RulesPageTest, KeepsWhatWasAskedToBeLoosened) {
  show(sample());
  press(page_.widget(), "Keep it after all");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(Cancel {"id":3})"));
}

TEST_F(RulesPageTest, ConfirmsWhatIsReady) {
  Snapshot snapshot = sample();
  snapshot.pending["pending"].as_array()[0].as_object()["state"] = "ready";
  show(snapshot);
  press(page_.widget(), "Confirm");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(Confirm {"id":3})"));
}

TEST_F(RulesPageTest, AsksBeforeItAsksForALoosening) {
  shell_.answers["Unblock"].parameters = object(R"({"result": {"outcome": "pending", "pending": [
      {"state": "waiting", "confirm_from": "2026-03-13T19:00:00Z",
       "confirm_until": "2026-03-15T19:00:00Z"}]}})");
  show(sample());
  const std::string look = R"(Unblock {"target":"block instagram/her.name","dry_run":true})";
  press(page_.widget(), "Ask for a loosening of instagram/her.name");
  answer_dialog(shell_, "no");
  EXPECT_THAT(shell_.asked, ElementsAre(look));
  press(page_.widget(), "Ask for a loosening of instagram/her.name");
  answer_dialog(shell_, "yes");
  EXPECT_THAT(shell_.asked,
              ElementsAre(look, look, R"(Unblock {"target":"block instagram/her.name"})"));
  EXPECT_THAT(shell_.said, ElementsAre(HasSubstr("Can be confirmed from")));
}

}  // namespace
}  // namespace holdfast::window
