#include "tray/link/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

#include "tests/tray/link/main_loop.h"

namespace holdfast::tray {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

// The other end is the test's own hand.
class ConnectionTest : public testing::Test {
 protected:
  void SetUp() override {
    int ends[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
    connection_ = std::make_shared<Connection>(ends[0]);
    far_ = ends[1];
    connection_->on_end([this](const ipc::Failure& failure) { ended_ = failure.text; });
  }
  void TearDown() override { hang_up(); }

  void answer(std::string json) {
    json += '\0';
    ASSERT_EQ(::send(far_, json.data(), json.size(), MSG_NOSIGNAL), std::ssize(json));
  }
  void hang_up() {
    if (far_ >= 0) ::close(std::exchange(far_, -1));
  }
  OnReply note() {
    return [this](const ipc::Result<ipc::Reply>& reply) {
      said_.push_back(!reply                 ? "failure: " + reply.error().text
                      : reply->error.empty() ? std::string(reply->parameters.at("n").as_string())
                                             : reply->error);
    };
  }
  std::string asked() {
    char bytes[4096];
    const ssize_t got = ::recv(far_, bytes, sizeof bytes, MSG_DONTWAIT);
    return got > 0 ? std::string(bytes, static_cast<std::size_t>(got)) : "";
  }

  std::shared_ptr<Connection> connection_;
  int far_ = -1;
  std::vector<std::string> said_;
  std::string ended_ = "no";
};

TEST_F(ConnectionTest, SendsWhatIsAskedAndGivesTheAnswersInOrder) {
  connection_->call("a.B", {{"x", 1}}, 10s, note());
  connection_->call("a.C", {}, 10s, note());
  EXPECT_THAT(asked(), HasSubstr(R"("method":"a.B","parameters":{"x":1})"));
  answer(R"({"parameters":{"n":"one"}})");
  answer(R"({"error":"a.Bad","parameters":{}})");
  EXPECT_TRUE(turn_until([&] { return said_.size() == 2; }));
  EXPECT_THAT(said_, ElementsAre("one", "a.Bad"));
  EXPECT_EQ(ended_, "no");
}

TEST_F(ConnectionTest, GivesEachReplyOfAStream) {
  connection_->stream("a.B", {}, note());
  connection_->call("a.C", {}, 10s, note());
  answer(R"({"parameters":{"n":"1"},"continues":true})");
  answer(R"({"parameters":{"n":"2"}})");
  answer(R"({"parameters":{"n":"after"}})");
  EXPECT_TRUE(turn_until([&] { return said_.size() == 3; }));
  EXPECT_THAT(said_, ElementsAre("1", "2", "after"));
}

TEST_F(ConnectionTest, EveryWaitingCallHearsOfTheEnd) {
  connection_->call("a.B", {}, 10s, note());
  connection_->stream("a.C", {}, note());
  hang_up();
  EXPECT_TRUE(turn_until([&] { return ended_ != "no"; }));
  EXPECT_THAT(said_, ElementsAre(HasSubstr("closed"), HasSubstr("closed")));
  EXPECT_FALSE(connection_->is_open());
}

TEST_F(ConnectionTest, ACallAfterTheEndFailsAtTheNextTurn) {
  hang_up();
  EXPECT_TRUE(turn_until([&] { return ended_ != "no"; }));
  connection_->call("a.B", {}, 10s, note());
  EXPECT_TRUE(said_.empty());
  EXPECT_TRUE(turn_until([&] { return said_.size() == 1; }));
  EXPECT_THAT(said_, ElementsAre(HasSubstr("failure")));
}

TEST_F(ConnectionTest, SilenceEndsIt) {
  connection_->call("a.B", {}, 20ms, note());
  EXPECT_TRUE(turn_until([&] { return ended_ != "no"; }));
  EXPECT_THAT(said_, ElementsAre(HasSubstr("in time")));
}

TEST_F(ConnectionTest, AStreamMayBeSilent) {
  connection_->stream("a.B", {}, note());
  EXPECT_TRUE(sleeps_without_a_timer());
}

TEST_F(ConnectionTest, NonsenseEndsIt) {
  connection_->call("a.B", {}, 10s, note());
  answer("nonsense");
  EXPECT_TRUE(turn_until([&] { return ended_ != "no"; }));
  EXPECT_EQ(said_.size(), 1u);
}

TEST_F(ConnectionTest, AnAnswerToNothingEndsIt) {
  answer(R"({"parameters":{"n":"1"}})");
  EXPECT_TRUE(turn_until([&] { return ended_ != "no"; }));
}

TEST_F(ConnectionTest, AnEndlessAnswerEndsIt) {
  connection_->call("a.B", {}, 10s, note());
  EventSource sending;
  const std::string endless(64 << 10, 'x');
  sending.on_fd(far_, G_IO_OUT, [&] {
    if (::send(far_, endless.data(), endless.size(), MSG_NOSIGNAL) < 0) sending.stop();
  });
  EXPECT_TRUE(turn_until([&] { return ended_ != "no"; }));
  EXPECT_THAT(ended_, HasSubstr("longer"));
}

TEST_F(ConnectionTest, ACallTooLongIsRefused) {
  connection_->call("a.B", {{"x", std::string(2 << 20, 'x')}}, 10s, note());
  EXPECT_TRUE(turn_until([&] { return said_.size() == 1; }));
  EXPECT_THAT(said_[0], HasSubstr("1 MiB"));
}

TEST_F(ConnectionTest, SendsALongCallAsThereIsRoom) {
  connection_->call("a.B", {{"x", std::string(900 << 10, 'x')}}, 10s, note());
  std::size_t taken = 0;
  EXPECT_TRUE(turn_until([&] {
    for (auto piece = asked(); !piece.empty(); piece = asked()) taken += piece.size();
    return taken > (900u << 10);
  }));
  answer(R"({"parameters":{"n":"whole"}})");
  EXPECT_TRUE(turn_until([&] { return said_.size() == 1; }));
  EXPECT_THAT(said_, ElementsAre("whole"));
}

TEST_F(ConnectionTest, IsSilentOnceClosed) {
  connection_->call("a.B", {}, 10s, note());
  answer(R"({"parameters":{"n":"1"}})");
  connection_->close();
  turn_while_busy();
  EXPECT_TRUE(said_.empty());
  EXPECT_EQ(ended_, "no");
}

TEST_F(ConnectionTest, MayBeLetGoFromWithin) {
  connection_->call("a.B", {}, 10s, [this](const ipc::Result<ipc::Reply>&) {
    connection_->close();
    connection_.reset();
  });
  answer(R"({"parameters":{"n":"1"}})");
  EXPECT_TRUE(turn_until([&] { return connection_ == nullptr; }));
}

TEST(ConnectionOpen, SaysWhyNot) {
  EXPECT_EQ(Connection::open("/nowhere/at/all").error, ENOENT);
  EXPECT_EQ(Connection::open(std::string(200, 'x')).error, ENAMETOOLONG);
  EXPECT_EQ(Connection::open("").error, ENAMETOOLONG);
}

}  // namespace
}  // namespace holdfast::tray
