#include "tray/window/coach_form.h"

#include "tests/fakes/chat_server.h"
#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

constexpr const char* kAddress = "Address on this computer";

class CoachFormTest : public testing::Test {
 protected:
  CoachFormTest() { present(shell_, form_.widget()); }
  bool shows(const std::string& some) {
    return wait_until([&] { return words_in(form_.widget()).find(some) != std::string::npos; });
  }
  int changes_ = 0;
  FakeShell shell_;
  CoachForm form_{[this] { ++changes_; }, {500, 65536}};
};

TEST_F(CoachFormTest, TellsWhatWasTyped) {
  form_.show({"localhost:1", "m"});
  EXPECT_EQ(form_.coach(), (Coach{"localhost:1", "m"}));
  EXPECT_TRUE(form_.is_usable());
  type(form_.widget(), kAddress, " 192.0.2.1 ");
  EXPECT_EQ(form_.coach().endpoint, "192.0.2.1");
  EXPECT_FALSE(form_.is_usable());
  EXPECT_GT(changes_, 0);
}

TEST_F(CoachFormTest, SaysAfterAPauseThatAnotherComputerIsNone) {
  type(form_.widget(), kAddress, "http://192.0.2.1:8080");
  EXPECT_TRUE(shows("nothing leaves this computer"));
  type(form_.widget(), kAddress, "");
  EXPECT_THAT(words_in(form_.widget()), testing::Not(HasSubstr("nothing leaves")));
}

TEST_F(CoachFormTest, TriesIt) {
  ChatServer server(ChatServer::answers("Yes, I am here."));
  form_.show({server.url(), ""});
  press(form_.widget(), "Try it");
  EXPECT_THAT(words_in(form_.widget()), HasSubstr("Asking it"));
  EXPECT_TRUE(shows("It answers: Yes, I am here."));
  EXPECT_THAT(server.requests().front(), HasSubstr("are you there?"));
}

TEST_F(CoachFormTest, SaysWhatIsWrongInWords) {
  press(form_.widget(), "Try it");
  EXPECT_TRUE(shows("The address is missing"));
  {
    ChatServer server(ChatServer::says(ChatServer::whole("404 Not Found", "no such model")));
    form_.show({server.url(), "x"});
    press(form_.widget(), "Try it");
    EXPECT_TRUE(shows("Is the name of the model right?"));
    form_.show({server.url(), "x"});
  }
  press(form_.widget(), "Try it");
  EXPECT_TRUE(shows("Nobody answers there"));
  ChatServer silent([](ChatServer::Peer& peer) { peer.wait(20'000); });
  form_.show({silent.url(), ""});
  press(form_.widget(), "Try it");
  EXPECT_TRUE(shows("A smaller model"));
  ChatServer page(ChatServer::says(ChatServer::whole("200 OK", "<html>")));
  form_.show({page.url(), ""});
  press(form_.widget(), "Try it");
  EXPECT_TRUE(shows("Is it a chat server?"));
}

TEST_F(CoachFormTest, ForgetsATryWhenTheAddressChanges) {
  ChatServer silent([](ChatServer::Peer& peer) { peer.wait(20'000); });
  form_.show({silent.url(), ""});
  press(form_.widget(), "Try it");
  type(form_.widget(), kAddress, "");
  EXPECT_TRUE(gtk_widget_is_sensitive(find(form_.widget(), "Try it")));
  const auto until = g_get_monotonic_time() + 700'000;
  wait_until([&] { return g_get_monotonic_time() > until; });
  EXPECT_THAT(words_in(form_.widget()), testing::Not(HasSubstr("A smaller model")));
}

}  // namespace
}  // namespace holdfast::window
