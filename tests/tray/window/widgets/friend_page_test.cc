#include "tray/window/friend_page.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class FriendPageTest : public testing::Test {
 protected:
  void SetUp() override {
    shell_.answers["PreviewSummary"].parameters =
        object(R"({"subject": "Me: 12 days", "text": "Hello A.", "message": "Subject: x\r\n"})");
  }
  void show(const Snapshot& snapshot) {
    page_.show(snapshot);
    if (!is_presented_) present(shell_, page_.widget(), 360);
    is_presented_ = true;
  }
  std::string words() { return words_in(page_.widget()); }
  bool is_presented_ = false;
  FakeShell shell_;
  FriendPage page_{shell_};
};

TEST_F(FriendPageTest, ShowsTheFriendAndAllThatGoes) {
  Snapshot snapshot = sample();
  snapshot.partner["letters"] = {
      {{"id", 1}, {"kind", "summary"}, {"state", "sent"}, {"made", "2026-03-08T17:00:00Z"}}};
  show(snapshot);
  EXPECT_THAT(words(),
              AllOf(HasSubstr("said yes"), HasSubstr("The next summary"), HasSubstr("Mail account"),
                    HasSubstr("Letters of late"), HasSubstr("Summary, 8 Mar 17:00"),
                    HasSubstr("A key for your friend"), Not(HasSubstr("It is up to you"))));
}

TEST_F(FriendPageTest, OffersToNameOneWhereNobodyIs) {
  Snapshot snapshot = sample();
  snapshot.partner["mail"] = "";
  show(snapshot);
  EXPECT_THAT(words(), AllOf(HasSubstr("It is up to you"), Not(HasSubstr("The next summary"))));
}

TEST_F(FriendPageTest, SaysThatThisHoldfastKnowsNoFriends) {
  Snapshot snapshot = sample();
  snapshot.partner = {};
  show(snapshot);
  EXPECT_THAT(words(),
              AllOf(HasSubstr("knows nothing of friends yet"), Not(HasSubstr("It is up to you"))));
}

TEST_F(FriendPageTest, OpensThePreviewAsSoonAsThereIsOne) {
  page_.open_preview();
  EXPECT_THAT(shell_.asked, IsEmpty());
  show(sample());
  EXPECT_THAT(shell_.asked, ElementsAre("PreviewSummary {\"now\":true}"));
  EXPECT_THAT(words(), HasSubstr("Hello A."));
  show(sample());
  EXPECT_EQ(shell_.asked.size(), 1u) << "it was asked for once";
}

TEST_F(FriendPageTest, LeadsFromTheInvitationToTheAccount) {
  Snapshot snapshot = sample();
  snapshot.partner["consent"] = "none";
  snapshot.partner["account_problem"] = "the password was refused";
  show(snapshot);
  EXPECT_EQ(find(page_.widget(), "Password"), nullptr);
  press(page_.widget(), "To the mail account");
  EXPECT_NE(find(page_.widget(), "Password"), nullptr);
}

TEST_F(FriendPageTest, FitsAPhone) {
  for (const char* consent : {"none", "invited", "agreed", "stopped"}) {
    Snapshot snapshot = sample();
    snapshot.partner["consent"] = consent;
    snapshot.partner.erase("account");
    snapshot.partner["name"] = "A name that is longer than most are";
    show(snapshot);
    int least = 0;
    gtk_widget_measure(page_.widget(), GTK_ORIENTATION_HORIZONTAL, -1, &least, nullptr, nullptr,
                       nullptr);
    EXPECT_LE(least, 350) << consent;
  }
}

}  // namespace
}  // namespace holdfast::window
