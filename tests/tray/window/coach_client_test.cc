#include "tray/window/coach_client.h"

#include <gmock/gmock.h>

#include <optional>

#include "tests/fakes/chat_server.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

struct End {
  CoachEnd how;
  std::string body;
};

// Runs the loop until there is an end.
std::optional<End> ask(CoachClient& client, const CoachAddress& address) {
  std::optional<End> end;
  client.ask(address, R"({"messages":[]})", [&](CoachEnd how, const std::string& body) {
    end = End{how, body};
  });
  tray::turn_until([&] { return end.has_value(); });
  return end;
}

CoachEnd end_of(const ChatServer::Behaviour& behaviour, CoachClient::Limits limits = {}) {
  ChatServer server(behaviour);
  CoachClient client(limits);
  const auto end = ask(client, coach_address(server.url()));
  EXPECT_TRUE(end);
  EXPECT_FALSE(client.is_asking());
  if (end && end->how != CoachEnd::kAnswered) {
    EXPECT_THAT(end->body, IsEmpty());
  }
  return end ? end->how : CoachEnd::kAnswered;
}

TEST(CoachClient, AsksAndIsAnswered) {
  ChatServer server(ChatServer::answers("You can ride this."));
  CoachClient client;
  const auto end = ask(client, coach_address(server.url()));
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, CoachEnd::kAnswered);
  EXPECT_THAT(end->body, HasSubstr("You can ride this."));
  ASSERT_THAT(server.requests(), SizeIs(1));
  EXPECT_THAT(server.requests().front(),
              AllOf(StartsWith("POST /v1/chat/completions HTTP/1.1\r\n"),
                    HasSubstr("Content-Type: application/json"), HasSubstr(R"({"messages":[]})")));
  // Nothing that tells who asks, or that begs for more than bytes.
  EXPECT_THAT(server.requests().front(),
              AllOf(Not(HasSubstr("User-Agent")), Not(HasSubstr("Cookie")),
                    Not(HasSubstr("Accept-Encoding")), Not(HasSubstr("Accept-Language"))));
}

TEST(CoachClient, ReachesThisComputerUnderTheNameLocalhostToo) {
  ChatServer server(ChatServer::answers("Yes."));
  CoachClient client;
  const auto end = ask(client, coach_address("localhost:" + std::to_string(server.port())));
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, CoachEnd::kAnswered);
}

TEST(CoachClient, GoesAroundEveryProxy) {
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"}) {
    g_setenv(name, "http://127.0.0.1:1", TRUE);
  }
  EXPECT_EQ(end_of(ChatServer::answers("Yes.")), CoachEnd::kAnswered);
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"}) {
    g_unsetenv(name);
  }
}

TEST(CoachClient, SaysWhenNobodyListens) {
  int port = 0;
  {
    const ChatServer gone(ChatServer::says(""));
    port = gone.port();
  }
  CoachClient client;
  const auto end = ask(client, coach_address("127.0.0.1:" + std::to_string(port)));
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, CoachEnd::kAway);
}

TEST(CoachClient, AsksNobodyAtAnAddressThatIsNone) {
  CoachClient client;
  const auto end = ask(client, coach_address("http://192.0.2.1:8080"));
  ASSERT_TRUE(end);
  EXPECT_EQ(end->how, CoachEnd::kAway);
}

TEST(CoachClient, DoesNotWaitForOneThatIsSilent) {
  const auto silent = [](ChatServer::Peer& peer) { peer.wait(20'000); };
  EXPECT_EQ(end_of(silent, {200, 65536}), CoachEnd::kSlow);
}

TEST(CoachClient, DoesNotWaitForOneThatDrips) {
  const auto head = [](ChatServer::Peer& peer) {
    while (peer.send("H") && peer.wait(20)) continue;
  };
  EXPECT_EQ(end_of(head, {200, 65536}), CoachEnd::kSlow);
  const auto body = [](ChatServer::Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
    while (peer.send("{") && peer.wait(20)) continue;
  };
  EXPECT_EQ(end_of(body, {200, 65536}), CoachEnd::kSlow);
}

TEST(CoachClient, DoesNotReadAHeadWithoutAnEnd) {
  const auto lines = [](ChatServer::Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\n");
    while (peer.send("X-More: " + std::string(1000, 'x') + "\r\n")) continue;
  };
  EXPECT_NE(end_of(lines, {500, 65536}), CoachEnd::kAnswered);
  const auto soon = [](ChatServer::Peer& peer) {
    while (peer.send("HTTP/1.1 100 Continue\r\n\r\n")) continue;
  };
  EXPECT_NE(end_of(soon, {500, 65536}), CoachEnd::kAnswered);
}

TEST(CoachClient, DoesNotReadABodyWithoutAnEnd) {
  const auto endless = [](ChatServer::Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    const std::string piece(4096, 'x');
    while (peer.send(piece)) continue;
  };
  EXPECT_EQ(end_of(endless), CoachEnd::kLong);
  const auto chunked = [](ChatServer::Peer& peer) {
    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (peer.send("4\r\nxxxx\r\n")) continue;
  };
  EXPECT_EQ(end_of(chunked, {10'000, 512}), CoachEnd::kLong);
}

TEST(CoachClient, DoesNotBeginWithOneThatAnnouncesTooMuch) {
  for (const char* length : {"65537", "9223372036854775807"}) {
    const auto huge = [length](ChatServer::Peer& peer) {
      peer.send(std::string("HTTP/1.1 200 OK\r\nContent-Length: ") + length + "\r\n\r\n");
      peer.wait(20'000);
    };
    EXPECT_EQ(end_of(huge), CoachEnd::kLong) << length;
  }
}

TEST(CoachClient, TakesExactlyAsMuchAsIsAllowed) {
  const std::string body(65536, 'x');
  EXPECT_EQ(end_of(ChatServer::says(ChatServer::whole("200 OK", body))), CoachEnd::kAnswered);
}

TEST(CoachClient, SaysWhenItIsRefused) {
  for (const char* status : {"500 Oh", "404 Not Found", "401 Who", "304 Same"}) {
    EXPECT_EQ(end_of(ChatServer::says(ChatServer::whole(status, "{}"))), CoachEnd::kRefused)
        << status;
  }
}

TEST(CoachClient, FollowsNobodyElsewhere) {
  const ChatServer elsewhere(ChatServer::answers("Here."));
  for (const char* status : {"301 Moved", "302 Found", "307 There", "308 There"}) {
    const std::string head = std::string("HTTP/1.1 ") + status +
                             "\r\nLocation: " + elsewhere.url() +
                             "/v1/chat/completions\r\nContent-Length: 0\r\n\r\n";
    EXPECT_EQ(end_of(ChatServer::says(head)), CoachEnd::kRefused) << status;
  }
  EXPECT_THAT(elsewhere.requests(), IsEmpty());
}

TEST(CoachClient, SaysWhenTheConnectionBreaks) {
  EXPECT_EQ(end_of(ChatServer::says("")), CoachEnd::kAway);
  EXPECT_EQ(end_of(ChatServer::says("SSH-2.0-OpenSSH_9.2\r\n")), CoachEnd::kAway);
}

TEST(CoachClient, HandsOverWhateverIsInTheBody) {
  EXPECT_EQ(end_of(ChatServer::says(ChatServer::whole("200 OK", "<html>"))), CoachEnd::kAnswered);
}

TEST(CoachClient, ForgetsAQuestionThatIsCancelled) {
  ChatServer server([](ChatServer::Peer& peer) { peer.wait(20'000); });
  bool is_told = false;
  {
    CoachClient client;
    client.ask(coach_address(server.url()), "{}",
               [&](CoachEnd, const std::string&) { is_told = true; });
    EXPECT_TRUE(client.is_asking());
    client.cancel();
    EXPECT_FALSE(client.is_asking());
    // One that is under way when its client goes.
    client.ask(coach_address(server.url()), "{}",
               [&](CoachEnd, const std::string&) { is_told = true; });
  }
  CoachClient other({100, 65536});
  EXPECT_EQ(ask(other, coach_address(server.url()))->how, CoachEnd::kSlow);
  EXPECT_FALSE(is_told);
}

TEST(CoachClient, CanBeAskedAgainByWhoeverIsTold) {
  ChatServer server(ChatServer::answers("Yes."));
  CoachClient client;
  int told = 0;
  client.ask(coach_address(server.url()), "{}", [&](CoachEnd, const std::string&) {
    ++told;
    ask(client, coach_address(server.url()));
    ++told;
  });
  EXPECT_TRUE(tray::turn_until([&] { return told == 2; }));
  EXPECT_THAT(server.requests(), SizeIs(2));
}

}  // namespace
}  // namespace holdfast::window
