#include "tray/window/partner_form.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class PartnerFormTest : public testing::Test {
 protected:
  void SetUp() override { present(shell_, form_.widget()); }
  std::string words() { return words_in(form_.widget()); }
  FakeShell shell_;
  PartnerForm form_{shell_};
};

TEST_F(PartnerFormTest, SaysWhatIsSeenAndWhatNever) {
  EXPECT_THAT(words(), AllOf(HasSubstr("How many days"), HasSubstr("What they never see"),
                             HasSubstr("It is up to you"), HasSubstr("They can say no")));
}

TEST_F(PartnerFormTest, NamesAFriendOnSundayUnlessAnotherDayIsChosen) {
  type(form_.widget(), "Name of your friend", "A.");
  type(form_.widget(), "Their mail address", "friend@example.org");
  shell_.answers["Edit"].parameters = object(R"({"result": {"outcome": "done"}})");
  press(form_.widget(), "Name this friend");
  EXPECT_THAT(shell_.asked,
              ElementsAre(R"(Edit {"statements":["partner friend@example.org name A. )"
                          R"(summary weekly sun 18:00"]})"));
  EXPECT_EQ(shell_.refreshed, 1);
}

TEST_F(PartnerFormTest, SaysInPlaceWhatIsMissing) {
  press(form_.widget(), "Name this friend");
  EXPECT_THAT(words(), HasSubstr("What do you call this friend?"));
  type(form_.widget(), "Name of your friend", "A.");
  type(form_.widget(), "Their mail address", "friend@example.org");
  type(form_.widget(), "The hour of the summary", "late");
  press(form_.widget(), "Name this friend");
  EXPECT_THAT(words(), HasSubstr("Write the time of day"));
  EXPECT_THAT(shell_.asked, IsEmpty());
}

TEST_F(PartnerFormTest, SaysInPlaceWhatTheDaemonRefuses) {
  type(form_.widget(), "Name of your friend", "A.");
  type(form_.widget(), "Their mail address", "friend@example.org");
  shell_.answers["Edit"].trouble = "\"friend@example.org\" is no mail address";
  press(form_.widget(), "Name this friend");
  EXPECT_THAT(words(), HasSubstr("is no mail address"));
}

}  // namespace
}  // namespace holdfast::window
