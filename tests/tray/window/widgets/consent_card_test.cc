#include "tray/window/consent_card.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ConsentCardTest : public testing::Test {
 protected:
  void show(const char* consent) {
    snapshot_.partner["consent"] = consent;
    card_.show(snapshot_);
    if (!is_presented_) present(shell_, card_.widget());
    is_presented_ = true;
  }
  std::string words() { return words_in(card_.widget()); }
  bool is_presented_ = false;
  int to_account_ = 0;
  Snapshot snapshot_ = sample();
  FakeShell shell_;
  ConsentCard card_{shell_, [this] { ++to_account_; }};
};

TEST_F(ConsentCardTest, SaysWhoItIsAndThatTheyAgreed) {
  show("agreed");
  EXPECT_THAT(words(), AllOf(HasSubstr("A.\n"), HasSubstr("friend@example.org"),
                             HasSubstr("said yes"), Not(HasSubstr("Invite"))));
}

TEST_F(ConsentCardTest, Invites) {
  show("none");
  shell_.answers["InvitePartner"].parameters = object(R"({"letter": {"state": "sending"}})");
  press(card_.widget(), "Invite A.");
  EXPECT_THAT(shell_.asked, ElementsAre("InvitePartner {}"));
  EXPECT_THAT(words(), HasSubstr("It is on its way"));
  EXPECT_EQ(shell_.refreshed, 1);
}

TEST_F(ConsentCardTest, LeadsToTheAccountFirst) {
  snapshot_.partner.erase("account");
  show("none");
  EXPECT_EQ(find(card_.widget(), "Invite A."), nullptr);
  press(card_.widget(), "To the mail account");
  EXPECT_EQ(to_account_, 1);
}

TEST_F(ConsentCardTest, TakesTheWordAndSaysInPlaceWhenItIsAnother) {
  show("invited");
  press(card_.widget(), "They said yes");
  EXPECT_THAT(shell_.asked, IsEmpty());
  EXPECT_THAT(words(), HasSubstr("Write the word first"));
  type(card_.widget(), "The word your friend told you", " harbour ");
  shell_.answers["PartnerAgreed"].trouble = "that is not the word";
  press(card_.widget(), "They said yes");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(PartnerAgreed {"word":"harbour"})"));
  EXPECT_THAT(words(), HasSubstr("that is not the word"));
  shell_.answers["PartnerAgreed"].trouble.clear();
  press(card_.widget(), "They said yes");
  EXPECT_THAT(words(), HasSubstr("A. is with you now"));
}

TEST_F(ConsentCardTest, StopsTheLettersWhenTheFriendWishesSo) {
  show("agreed");
  press(card_.widget(), "They want no more letters");
  EXPECT_THAT(shell_.asked, IsEmpty());
  answer_dialog(shell_, "no");
  EXPECT_THAT(shell_.asked, IsEmpty());
  press(card_.widget(), "They want no more letters");
  answer_dialog(shell_, "yes");
  EXPECT_THAT(shell_.asked, ElementsAre("PartnerStopped {}"));
}

TEST_F(ConsentCardTest, NamingNobodyAnyMoreIsALoosening) {
  show("agreed");
  press(card_.widget(), "Name nobody any more");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(Unblock {"target":"partner","dry_run":true})"));
  answer_dialog(shell_, "no");
}

}  // namespace
}  // namespace holdfast::window
