#include "tray/window/coach_view.h"

#include <optional>

#include "tests/fakes/chat_server.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class CoachViewTest : public testing::Test {
 protected:
  CoachViewTest() { present(shell_, box_); }
  void open(const std::string& endpoint) {
    if (gtk_widget_get_parent(view_.widget()) == nullptr) add(box_, view_.widget());
    ASSERT_TRUE(wait_until([&] { return gtk_widget_get_mapped(view_.widget()) != FALSE; }));
    view_.start({endpoint, "m"}, sample(), Tool::kGround);
  }
  void write(const char* words) {
    GtkWidget* paper = find(view_.widget(), "What is on your mind");
    ASSERT_NE(paper, nullptr);
    gtk_text_buffer_set_text(gtk_text_view_get_buffer(GTK_TEXT_VIEW(paper)), words, -1);
  }
  void ask(const char* words) {
    write(words);
    press(view_.widget(), "Send");
  }
  std::string words() { return words_in(view_.widget()); }
  bool shows(const std::string& some) {
    return wait_until([&] { return words().find(some) != std::string::npos; });
  }
  std::string paper_words() {
    GtkWidget* paper = find(view_.widget(), "What is on your mind");
    GtkTextIter start;
    GtkTextIter end;
    GtkTextBuffer* buffer = gtk_text_view_get_buffer(GTK_TEXT_VIEW(paper));
    gtk_text_buffer_get_bounds(buffer, &start, &end);
    g_autofree char* text = gtk_text_buffer_get_text(buffer, &start, &end, TRUE);
    return text;
  }

  int passed_ = 0;
  int crises_ = 0;
  int set_up_ = 0;
  std::optional<Tool> helped_;
  FakeShell shell_;
  GtkWidget* box_ = column(0);
  CoachView view_{{[this] { ++passed_; }, [this] { ++crises_; },
                   [this](Tool tool) { helped_ = tool; }, [this] { ++set_up_; }},
                  {3000, 65536}};
};

TEST_F(CoachViewTest, SaysThatItIsNoPersonAndWhereOneIs) {
  open("127.0.0.1:1");
  EXPECT_THAT(words(), AllOf(HasSubstr("a program on your computer and no person"),
                             HasSubstr("kept nowhere"), HasSubstr("Help in a crisis"),
                             HasSubstr("Let it pass")));
  press(view_.widget(), "Help in a crisis");
  press(view_.widget(), "Let it pass");
  press(view_.widget(), "Change the coach");
  EXPECT_EQ(crises_ + passed_ + set_up_, 3);
}

TEST_F(CoachViewTest, AsksAndShowsTheAnswer) {
  ChatServer server(ChatServer::answers("That hurts. Breathe out slowly."));
  open(server.url());
  EXPECT_FALSE(gtk_widget_is_sensitive(find(view_.widget(), "Send"))) << "nothing is written yet";
  ask("I miss her.name");
  EXPECT_TRUE(view_.is_waiting());
  EXPECT_THAT(words(), HasSubstr("It is looking for words"));
  EXPECT_NE(find(view_.widget(), "Let it pass"), nullptr);
  EXPECT_TRUE(shows("That hurts. Breathe out slowly."));
  EXPECT_THAT(words(), Not(HasSubstr("It is looking for words")));
  ASSERT_THAT(server.requests(), SizeIs(1));
  EXPECT_THAT(server.requests().front(),
              AllOf(HasSubstr("I miss someone"), HasSubstr("12 days without contact"),
                    Not(HasSubstr("her.name"))));
  EXPECT_TRUE(shell_.asked.empty()) << "the daemon hears nothing of it";
}

TEST_F(CoachViewTest, OffersAWrittenHelpWhenNoAnswerComes) {
  for (const auto& behaviour : {ChatServer::says(ChatServer::whole("500 Oh", "panic: core dumped")),
                                ChatServer::says(ChatServer::whole("200 OK", "<html>panic</html>")),
                                ChatServer::says("")}) {
    ChatServer server(behaviour);
    open(server.url());
    ask("It hurts.");
    EXPECT_TRUE(shows("It has no words right now"));
    EXPECT_THAT(words(), AllOf(HasSubstr("Ground"), Not(HasSubstr("panic"))));
  }
  press(view_.widget(), "Ground");
  EXPECT_EQ(helped_, Tool::kGround);
}

TEST_F(CoachViewTest, KeepsNothingOnceItIsLeft) {
  ChatServer server(ChatServer::answers("That hurts."));
  open(server.url());
  ask("I miss you");
  EXPECT_TRUE(shows("That hurts."));
  clear(box_);
  open(server.url());
  EXPECT_EQ(paper_words(), "");
  EXPECT_THAT(words(), Not(HasSubstr("That hurts.")));
  GtkWidget* paper = find(view_.widget(), "What is on your mind");
  EXPECT_FALSE(gtk_text_buffer_get_can_undo(gtk_text_view_get_buffer(GTK_TEXT_VIEW(paper))));
}

TEST_F(CoachViewTest, AsksNoLongerOnceItIsLeft) {
  ChatServer server([](ChatServer::Peer& peer) { peer.wait(20'000); });
  open(server.url());
  ask("It hurts.");
  EXPECT_TRUE(wait_until([&] { return !server.requests().empty(); }));
  clear(box_);
  EXPECT_FALSE(view_.is_waiting());
}

TEST_F(CoachViewTest, PutsPeopleFirstWhenThereIsDanger) {
  ChatServer server(ChatServer::answers("Breathe."));
  open(server.url());
  ask("It hurts.");
  EXPECT_TRUE(shows("Breathe."));
  EXPECT_THAT(words(), Not(HasSubstr("people who listen")));
  ask("I want to die");
  EXPECT_THAT(words(), HasSubstr("people who listen")) << "before any answer";
  press(view_.widget(), "People who listen");
  EXPECT_EQ(crises_, 1);
}

TEST_F(CoachViewTest, FitsAPhone) {
  ChatServer server(ChatServer::answers(std::string(300, 'x')));
  open(server.url());
  ask("I want to die");
  EXPECT_TRUE(shows("xxx"));
  int least = 0;
  gtk_widget_measure(view_.widget(), GTK_ORIENTATION_HORIZONTAL, -1, &least, nullptr, nullptr,
                     nullptr);
  EXPECT_LE(least, 320);
}

}  // namespace
}  // namespace holdfast::window
