#include "tray/window/account_card.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class AccountCardTest : public testing::Test {
 protected:
  void show(const Snapshot& snapshot) {
    card_.show(snapshot);
    if (!is_presented_) present(shell_, card_.widget());
    is_presented_ = true;
  }
  Snapshot without_account() {
    Snapshot snapshot = sample();
    snapshot.partner.erase("account");
    return snapshot;
  }
  std::string words() { return words_in(card_.widget()); }
  bool is_presented_ = false;
  FakeShell shell_;
  AccountCard card_{shell_};
};

TEST_F(AccountCardTest, TakesAnAccountAndForgetsThePassword) {
  show(without_account());
  type(card_.widget(), "Your mail address", "me@example.net");
  type(card_.widget(), "Your name, as your friend knows it", "Me");
  type(card_.widget(), "Server", "mail.example.net");
  type(card_.widget(), "User", "me");
  type(card_.widget(), "Password", "a secret ");
  GtkWidget* password = find(card_.widget(), "Password");
  press(card_.widget(), "Keep it so");
  EXPECT_THAT(shell_.asked,
              ElementsAre(R"(SetMailAccount {"account":{"sender":"me@example.net","name":"Me",)"
                          R"("server":"smtps://mail.example.net","user":"me","sendmail":""},)"
                          R"("password":"a secret "})"));
  EXPECT_STREQ(gtk_editable_get_text(GTK_EDITABLE(password)), "");
  EXPECT_THAT(words(), HasSubstr("A test to yourself"));
}

TEST_F(AccountCardTest, SaysInPlaceWhatIsMissingAndWhatWasRefused) {
  show(without_account());
  press(card_.widget(), "Keep it so");
  EXPECT_THAT(shell_.asked, IsEmpty());
  EXPECT_THAT(words(), HasSubstr("Your own mail address"));
  type(card_.widget(), "Your mail address", "me@example.net");
  type(card_.widget(), "Server", "mail.example.net");
  shell_.answers["SetMailAccount"].trouble = "that host is not known";
  press(card_.widget(), "Keep it so");
  EXPECT_THAT(words(), HasSubstr("that host is not known"));
}

TEST_F(AccountCardTest, OffersTheFormAgainWhereTheAccountWasNotKept) {
  show(without_account());
  type(card_.widget(), "Your mail address", "me@example.net");
  type(card_.widget(), "Server", "mail.example.net");
  press(card_.widget(), "Keep it so");
  EXPECT_EQ(find(card_.widget(), "Server"), nullptr);
  show(without_account());
  EXPECT_EQ(entry_text(find(card_.widget(), "Server")), "mail.example.net");
}

TEST_F(AccountCardTest, TakesSendmailAsWell) {
  show(without_account());
  type(card_.widget(), "Your mail address", "me@example.net");
  gtk_toggle_button_set_active(
      GTK_TOGGLE_BUTTON(find(card_.widget(), "By sendmail, on this computer")), TRUE);
  EXPECT_EQ(find(card_.widget(), "Password"), nullptr);
  press(card_.widget(), "Keep it so");
  EXPECT_THAT(shell_.asked, ElementsAre(AllOf(HasSubstr(R"("sendmail":"/usr/sbin/sendmail")"),
                                              Not(HasSubstr("password")))));
}

TEST_F(AccountCardTest, KeepsTheFormFoldedWhereThereIsAnAccount) {
  show(sample());
  EXPECT_EQ(find(card_.widget(), "Password"), nullptr);
  EXPECT_THAT(words(), HasSubstr("by mail.example.net"));
  press(card_.widget(), "Change it");
  EXPECT_EQ(entry_text(find(card_.widget(), "Server")), "smtps://mail.example.net");
  type(card_.widget(), "Server", "smtps://mail.example.com");
  show(sample());  // an event comes while it is typed
  EXPECT_EQ(entry_text(find(card_.widget(), "Server")), "smtps://mail.example.com");
}

TEST_F(AccountCardTest, SendsATestAndSaysWhatBecameOfTheLast) {
  Snapshot snapshot = sample();
  snapshot.partner["account_problem"] = "the server refused the password";
  snapshot.partner["letters"] = {{{"id", 1},
                                  {"kind", "test"},
                                  {"state", "refused"},
                                  {"made", "2026-03-12T19:00:00Z"},
                                  {"answer", "535 no"}}};
  show(snapshot);
  EXPECT_THAT(words(), AllOf(HasSubstr("the server refused the password"),
                             HasSubstr("today 19:00): refused. “535 no”")));
  shell_.answers["SendTestMail"].parameters = object(R"({"letter": {"state": "writing"}})");
  press(card_.widget(), "Send me a test");
  EXPECT_THAT(shell_.asked, ElementsAre("SendTestMail {}"));
  EXPECT_THAT(words(), HasSubstr("It is on its way"));
}

TEST_F(AccountCardTest, OpensItsFormWhereItIsNeeded) {
  show(sample());
  card_.open_form();
  EXPECT_NE(find(card_.widget(), "Password"), nullptr);
}

}  // namespace
}  // namespace holdfast::window
