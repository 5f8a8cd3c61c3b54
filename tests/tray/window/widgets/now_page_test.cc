#include "tray/window/now_page.h"

#include "tests/fakes/chat_server.h"
#include "tests/fakes/temp_dir.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class NowPageTest : public testing::Test {
 protected:
  void show_urge() {
    Snapshot snapshot = sample();
    snapshot.status["open_urges"] = boost::json::parse(R"([{"id": 43}])");
    page_.show(snapshot);
    present(shell_, page_.widget());
  }
  std::string words() { return words_in(page_.widget()); }
  void name_coach(const std::string& endpoint) {
    ASSERT_TRUE(CoachSettings(settings_.path().string()).save({endpoint, ""}));
  }
  TempDir settings_;
  FakeShell shell_;
  NowPage page_{shell_, settings_.path().string()};
};

TEST_F(NowPageTest, ShowsTheDays) {
  page_.show(sample());
  present(shell_, page_.widget());
  EXPECT_THAT(words(), AllOf(HasSubstr("12\ndays"), HasSubstr("2 days to the next mark"),
                             HasSubstr("I feel an urge"), Not(HasSubstr("Let it pass"))));
}

TEST_F(NowPageTest, LetsTheUrgePass) {
  show_urge();
  press(page_.widget(), "Let it pass");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(RideOut {"id":43,"helped":"let_it_pass"})"));
  EXPECT_THAT(shell_.said, ElementsAre("It passed. That is strength."));
  EXPECT_EQ(shell_.refreshed, 1);
}

TEST_F(NowPageTest, RemembersWhatHelped) {
  show_urge();
  press(page_.widget(), "Move");
  EXPECT_THAT(words(), HasSubstr("Walk to the end of the street"));
  press(page_.widget(), "It passed");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(RideOut {"id":43,"helped":"move"})"));
  EXPECT_THAT(words(), HasSubstr("12\ndays")) << "back at the first page";
}

TEST_F(NowPageTest, StaysAtTheToolWhenItCannotBeWritten) {
  shell_.answers["RideOut"].trouble = "Not now.";
  show_urge();
  press(page_.widget(), "Ground");
  press(page_.widget(), "It passed");
  EXPECT_THAT(shell_.said, ElementsAre("Not now."));
  EXPECT_THAT(words(), HasSubstr("things you can see"));
}

TEST_F(NowPageTest, NotesAnUrgeThatWasFelt) {
  page_.show(sample());
  present(shell_, page_.widget());
  press(page_.widget(), "I feel an urge");
  EXPECT_THAT(shell_.asked, ElementsAre("ReportUrge {}"));
}

TEST_F(NowPageTest, OpensEachTool) {
  page_.show(sample());
  present(shell_, page_.widget());
  press(page_.widget(), "Breathe");
  EXPECT_THAT(words(), HasSubstr("Breathe in"));
  press(page_.widget(), "Back");
  press(page_.widget(), "Call");
  EXPECT_THAT(words(), HasSubstr("+15557654321"));
  press(page_.widget(), "Done");
  press(page_.widget(), "My plan");
  EXPECT_THAT(words(), HasSubstr("If I open the laptop after ten"));
  press(page_.widget(), "Done");
  press(page_.widget(), "Soothe");
  EXPECT_THAT(words(), HasSubstr("Hold something warm"));
  press(page_.widget(), "Done");
  press(page_.widget(), "Note");
  press(page_.widget(), "Reach out");
  EXPECT_THAT(shell_.opened, ElementsAre(PageName::kNote, PageName::kReachOut));
  EXPECT_TRUE(shell_.asked.empty()) << "nothing is recorded without an urge";
}

TEST_F(NowPageTest, HelpsWithoutADaemonToo) {
  page_.show_alone();
  present(shell_, page_.widget());
  EXPECT_THAT(words(), AllOf(HasSubstr("Breathe"), HasSubstr("Ground"),
                             Not(HasSubstr("I feel an urge")), Not(HasSubstr("I reached out"))));
  press(page_.widget(), "Ground");
  EXPECT_THAT(words(), HasSubstr("things you can see"));
}

TEST_F(NowPageTest, HasHelpInACrisisOnePressAwayAndRecordsNothing) {
  show_urge();
  press(page_.widget(), "Help in a crisis");
  EXPECT_THAT(words(), HasSubstr("Nothing of this is recorded"));
  EXPECT_EQ(find(page_.widget(), "It passed"), nullptr);
  press(page_.widget(), "Back");
  EXPECT_TRUE(shell_.asked.empty());
  press(page_.widget(), "Ground");
  EXPECT_NE(find(page_.widget(), "It passed"), nullptr);
  page_.show_alone();
  EXPECT_NE(find(page_.widget(), "Back"), nullptr);
}

TEST_F(NowPageTest, AsksBeforeASlipIsWritten) {
  page_.show(sample());
  present(shell_, page_.widget());
  press(page_.widget(), "I reached out");
  answer_dialog(shell_, "no");
  EXPECT_TRUE(shell_.asked.empty());
  press(page_.widget(), "I reached out");
  answer_dialog(shell_, "yes");
  EXPECT_THAT(shell_.asked, ElementsAre("ReportSlip {}"));
}

TEST_F(NowPageTest, WritesDownASlipOfAnEarlierDay) {
  page_.show(sample());
  present(shell_, page_.widget());
  press(page_.widget(), "I reached out");
  GtkWidget* dialog = open_dialog(shell_);
  ASSERT_NE(dialog, nullptr);
  press(dialog, "On another day");
  EXPECT_FALSE(adw_message_dialog_get_response_enabled(ADW_MESSAGE_DIALOG(dialog), "yes"));
  type(dialog, "The day", "2026-03-01");
  EXPECT_TRUE(adw_message_dialog_get_response_enabled(ADW_MESSAGE_DIALOG(dialog), "yes"));
  answer_dialog(shell_, "yes");
  EXPECT_THAT(shell_.asked, ElementsAre(testing::StartsWith(R"(ReportSlip {"when":"2026-0)")));
}

TEST_F(NowPageTest, HasNoCoachUnlessOneIsNamed) {
  page_.show(sample());
  present(shell_, page_.widget());
  EXPECT_EQ(find(page_.widget(), "Talk it through"), nullptr);
  page_.talk();
  EXPECT_EQ(find(page_.widget(), "Send"), nullptr);
  name_coach("localhost:1");
  page_.show(sample());
  EXPECT_NE(find(page_.widget(), "Talk it through"), nullptr);
}

TEST_F(NowPageTest, AsksNoCoachBeforeItKnowsWhichNamesToLeaveOut) {
  name_coach("localhost:1");
  page_.show_alone();
  present(shell_, page_.widget());
  EXPECT_EQ(find(page_.widget(), "Talk it through"), nullptr);
  page_.show(sample());
  page_.show_alone();
  EXPECT_NE(find(page_.widget(), "Talk it through"), nullptr) << "the last it knew will do";
}

TEST_F(NowPageTest, TalksItThroughWithLettingItPassBesideIt) {
  ChatServer server(ChatServer::says(""));
  name_coach(server.url());
  show_urge();
  press(page_.widget(), "Talk it through");
  EXPECT_EQ(find(page_.widget(), "It passed"), nullptr);
  GtkWidget* paper = find(page_.widget(), "What is on your mind");
  ASSERT_NE(paper, nullptr);
  gtk_text_buffer_set_text(gtk_text_view_get_buffer(GTK_TEXT_VIEW(paper)), "It hurts.", -1);
  press(page_.widget(), "Send");
  EXPECT_TRUE(wait_until([&] { return find(page_.widget(), "Call") != nullptr; }))
      << "what is offered first, where no answer comes";
  press(page_.widget(), "Call");
  EXPECT_THAT(words(), HasSubstr("+15557654321"));
  press(page_.widget(), "Back");
  press(page_.widget(), "Talk it through");
  press(page_.widget(), "Let it pass");
  EXPECT_THAT(shell_.asked, ElementsAre(R"(RideOut {"id":43,"helped":"let_it_pass"})"));
}

TEST_F(NowPageTest, SwitchesTheCoachOffFromWhereItIsUsed) {
  name_coach("localhost:1");
  page_.show(sample());
  present(shell_, page_.widget());
  press(page_.widget(), "Talk it through");
  press(page_.widget(), "Change the coach");
  answer_dialog(shell_, "off");
  press(page_.widget(), "Back");
  EXPECT_EQ(find(page_.widget(), "Talk it through"), nullptr);
}

TEST_F(NowPageTest, KeepsTheFocusWhenNothingChanged) {
  page_.show(sample());
  present(shell_, page_.widget());
  GtkWidget* ground = find(page_.widget(), "Ground");
  gtk_widget_grab_focus(ground);
  page_.show(sample());
  EXPECT_EQ(find(page_.widget(), "Ground"), ground);
  EXPECT_EQ(gtk_window_get_focus(shell_.window()), ground);
}

}  // namespace
}  // namespace holdfast::window
