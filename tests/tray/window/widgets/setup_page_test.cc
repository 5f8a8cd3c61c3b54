#include "tray/window/setup_page.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class SetupPageTest : public testing::Test {
 protected:
  void SetUp() override {
    shell_.answers["Edit"].parameters =
        object(R"({"result": {"outcome": "dry_run", "applied": ["block x"],
        "plan": {"hosts_file": ["instagram.com"]}}})");
    present(shell_, page_.widget());
  }
  std::string words() { return words_in(page_.widget()); }
  void go(const char* name = "Go on") { press(page_.widget(), name); }
  int done_ = 0;
  FakeShell shell_;
  SetupPage page_{shell_, [this] { ++done_; }};
};

TEST_F(SetupPageTest, LeadsThroughFourStepsToALookAndThenHolds) {
  EXPECT_THAT(words(), AllOf(HasSubstr("Step 1 of 4"), HasSubstr("What hurts to look at?")));
  type(page_.widget(), "Address of the profile", "https://www.instagram.com/her.name/");
  go();
  EXPECT_THAT(words(), AllOf(HasSubstr("Step 2 of 4"), HasSubstr("How long")));
  go();
  EXPECT_THAT(words(), AllOf(HasSubstr("Step 3 of 4"), HasSubstr("once the page Friend knows")));
  type(page_.widget(), "Name of your friend", "Amira");
  type(page_.widget(), "Their number, to call", "+1 555 765 4321");
  go("Go on, or skip");
  EXPECT_THAT(words(), HasSubstr("Step 4 of 4"));
  press(page_.widget(), "If I want to look, then I breathe ten times first");
  go("Look it over");
  EXPECT_THAT(words(), AllOf(HasSubstr("Nothing is changed yet"), HasSubstr("instagram.com"),
                             HasSubstr("support call Amira tel:+15557654321")));
  EXPECT_EQ(done_, 0);
  go("Hold fast");
  EXPECT_EQ(done_, 1);
  ASSERT_EQ(shell_.asked.size(), 3u);
  EXPECT_THAT(shell_.asked[1], HasSubstr("\"dry_run\":true"));
  EXPECT_EQ(shell_.asked[2], R"(Edit {"statements":["block https://www.instagram.com/her.name/",)"
                             R"("support call Amira tel:+15557654321",)"
                             R"("plan \"If I want to look, then I breathe ten times first\""]})");
}

TEST_F(SetupPageTest, SaysAtOnceWhatIsWrongWithTheLink) {
  go();
  EXPECT_THAT(words(), HasSubstr("Paste the address"));
  EXPECT_TRUE(shell_.asked.empty());
  shell_.answers["Edit"] = {{}, "\"..\" is no target"};
  type(page_.widget(), "Address of the profile", "..");
  go();
  EXPECT_THAT(words(), AllOf(HasSubstr("is no target"), HasSubstr("Step 1 of 4")));
}

TEST_F(SetupPageTest, LetsFriendAndPlanBeSkipped) {
  type(page_.widget(), "Address of the profile", "example.org");
  go();
  go();
  go("Go on, or skip");
  go("Look it over");
  go("Hold fast");
  EXPECT_EQ(shell_.asked.back(), R"(Edit {"statements":["block example.org"]})");
}

TEST_F(SetupPageTest, GoesBackAndLater) {
  type(page_.widget(), "Address of the profile", "example.org");
  go();
  go("Back");
  EXPECT_THAT(words(), HasSubstr("Step 1 of 4"));
  go("Later");
  EXPECT_EQ(done_, 1);
}

TEST_F(SetupPageTest, StaysWithTheLookWhenItIsRefused) {
  type(page_.widget(), "Address of the profile", "example.org");
  go();
  go();
  go("Go on, or skip");
  go("Look it over");
  shell_.answers["Edit"] = {{}, "Not now."};
  go("Hold fast");
  EXPECT_EQ(done_, 0);
  EXPECT_THAT(words(), HasSubstr("Not now."));
}

}  // namespace
}  // namespace holdfast::window
