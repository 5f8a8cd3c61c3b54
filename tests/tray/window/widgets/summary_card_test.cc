#include "tray/window/summary_card.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class SummaryCardTest : public testing::Test {
 protected:
  void SetUp() override {
    shell_.answers["PreviewSummary"].parameters = object(
        R"({"subject": "Me: 12 days", "text": "Hello A.,\n\n12 days.\n",
            "message": "Subject: Me: 12 days\r\n\r\nHello A.,\r\n"})");
    card_.show(sample());
    present(shell_, card_.widget());
  }
  std::string words() { return words_in(card_.widget()); }
  FakeShell shell_;
  SummaryCard card_{shell_};
};

std::string bytes_in(GtkWidget* view) {
  GtkTextBuffer* buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(view));
  GtkTextIter start;
  GtkTextIter end;
  gtk_text_buffer_get_bounds(buffer, &start, &end);
  g_autofree char* text = gtk_text_buffer_get_text(buffer, &start, &end, TRUE);
  return text;
}

TEST_F(SummaryCardTest, SaysWhenItGoesAndWhatElseTheFriendIsTold) {
  EXPECT_THAT(words(),
              AllOf(HasSubstr("It goes Sunday 17:00."), HasSubstr("A. gets a short letter when"),
                    HasSubstr("you asked for a loosening"), HasSubstr("the days begin anew"),
                    Not(HasSubstr("How much was watched"))));
}

TEST_F(SummaryCardTest, SaysHowMuchWasWatched) {
  Snapshot snapshot = sample();
  snapshot.status["coverage"] = {{"verified", 80000}, {"weakened", 0}, {"not_running", 120}};
  card_.show(snapshot);
  EXPECT_THAT(words(), HasSubstr("Verified 99.9 %"));
}

TEST_F(SummaryCardTest, ShowsTheTextFirstAndThenTheBytes) {
  EXPECT_THAT(words(), Not(HasSubstr("Hello A.,")));
  press(card_.widget(), "See exactly what goes");
  EXPECT_THAT(words(), AllOf(HasSubstr("Me: 12 days\n"), HasSubstr("Hello A.,\n\n12 days.\n")));
  EXPECT_EQ(find(card_.widget(), "The exact bytes"), nullptr);
  press(card_.widget(), "Show the exact bytes");
  GtkWidget* bytes = find(card_.widget(), "The exact bytes");
  ASSERT_NE(bytes, nullptr);
  EXPECT_EQ(bytes_in(bytes), "Subject: Me: 12 days\r\n\r\nHello A.,\r\n");
  EXPECT_FALSE(gtk_text_view_get_editable(GTK_TEXT_VIEW(bytes)));
  press(card_.widget(), "Copy the bytes");
  EXPECT_THAT(shell_.said, ElementsAre("Copied"));
  press(card_.widget(), "Fold the bytes away");
  EXPECT_EQ(find(card_.widget(), "The exact bytes"), nullptr);
  press(card_.widget(), "Fold it away");
  EXPECT_THAT(words(), Not(HasSubstr("Hello A.,")));
}

TEST_F(SummaryCardTest, SaysInPlaceWhyThereIsNoPreview) {
  shell_.answers["PreviewSummary"] = {{}, "there is nothing of that week"};
  press(card_.widget(), "See exactly what goes");
  EXPECT_THAT(words(), HasSubstr("there is nothing of that week"));
}

TEST_F(SummaryCardTest, SendsOnlyAfterAQuestion) {
  shell_.answers["SendSummary"].parameters = object(R"({"letter": {"state": "sending"}})");
  press(card_.widget(), "Send it now");
  EXPECT_THAT(shell_.asked, ElementsAre("PreviewSummary {\"now\":true}"));
  EXPECT_THAT(words(), HasSubstr("Hello A.,")) << "what goes is seen before";
  answer_dialog(shell_, "yes");
  EXPECT_THAT(shell_.asked, ElementsAre("PreviewSummary {\"now\":true}", "SendSummary {}"));
  EXPECT_THAT(words(), HasSubstr("It is on its way"));
}

TEST_F(SummaryCardTest, SendsNothingToWhoDidNotAgree) {
  Snapshot snapshot = sample();
  snapshot.partner["consent"] = "invited";
  card_.show(snapshot);
  EXPECT_EQ(find(card_.widget(), "Send it now"), nullptr);
  EXPECT_NE(find(card_.widget(), "See exactly what goes"), nullptr);
}

}  // namespace
}  // namespace holdfast::window
