#include "tray/link/link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <optional>
#include <thread>

#include "tests/fakes/fake_daemon.h"
#include "tests/fakes/ipc_service.h"
#include "tests/fakes/temp_dir.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::tray {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using testing::HasSubstr;
using namespace std::chrono_literals;

// A path of the test's own, at which one daemon after another may be found.
class LinkTest : public testing::Test {
 protected:
  LinkTest() { path_ = folder_.path() / "holdfast" / "holdfast.sock"; }

  void place(const std::string& socket) {
    fs::create_directories(path_.parent_path());
    const fs::path fresh = path_.string() + ".new";
    fs::create_symlink(socket, fresh);
    fs::rename(fresh, path_);
  }

  Link& begin(std::string version = "") {
    link_.emplace(
        Link::Options{path_.string(), std::move(version), patience_, patience_, 10ms, 80ms});
    link_->start(
        [this] { states_.push_back(link_->state()); },
        [this](const json::object& event) { events_.emplace_back(event.at("kind").as_string()); });
    return *link_;
  }

  bool becomes(LinkState state) {
    return turn_until([&] { return link_->state() == state; });
  }

  TempDir folder_;
  fs::path path_;
  std::chrono::milliseconds patience_ = 10s;
  std::optional<Link> link_;
  std::vector<LinkState> states_;
  std::vector<std::string> events_;
};

TEST_F(LinkTest, ConnectsAndAsks) {
  fakes::FakeDaemon daemon;
  place(daemon.path());
  Link& link = begin();
  EXPECT_EQ(link.state(), LinkState::kConnecting);
  ASSERT_TRUE(becomes(LinkState::kConnected)) << link.trouble();
  EXPECT_EQ(link.daemon_version(), "0.0.0-test");
  std::int64_t days = 0;
  link.call("GetStatus", {}, [&](const ipc::Result<ipc::Reply>& reply) {
    days = reply.value().parameters.at("streak").at("days").as_int64();
  });
  EXPECT_TRUE(turn_until([&] { return days == 12; }));
  EXPECT_TRUE(sleeps_without_a_timer());
}

TEST_F(LinkTest, GivesEventsAfterItIsConnected) {
  fakes::FunctionHandler handler([](const daemon::Peer&, ipc::Call call, daemon::Responder out) {
    static std::optional<daemon::Responder> watching;
    if (call.method.ends_with(".Watch")) {
      watching = std::move(out);
    } else if (call.method.ends_with(".ReportUrge")) {
      const json::object event{{"id", 1},        {"time", "2026-03-12T20:00:00Z"},
                               {"kind", "urge"}, {"subject", ""},
                               {"text", "x"},    {"detail", json::object{}}};
      watching->reply({{"event", event}}, daemon::Responder::Continues::kYes);
      watching.reset();
      out.reply({{"event", event}});
    } else {
      out.error("io.holdfast.Control.Failed", {{"text", "no"}});
    }
  });
  fakes::IpcService service(handler, daemon::AccessPolicy{::getuid()});
  place(service.path());
  Link& link = begin();
  ASSERT_TRUE(becomes(LinkState::kConnected)) << "an error that is no refusal is an answer";
  link.call("ReportUrge", {}, [](const ipc::Result<ipc::Reply>&) {});
  EXPECT_TRUE(turn_until([&] { return !events_.empty(); }));
  EXPECT_EQ(events_[0], "urge");
}

TEST_F(LinkTest, WaitsForASocketWithoutWakingUp) {
  Link& link = begin();
  EXPECT_EQ(link.state(), LinkState::kAway);
  EXPECT_TRUE(sleeps_without_a_timer());
  fakes::FakeDaemon daemon;
  place(daemon.path());
  EXPECT_TRUE(becomes(LinkState::kConnected));
}

TEST_F(LinkTest, ConnectsAgainAfterARestart) {
  auto daemon = std::make_optional<fakes::FakeDaemon>();
  place(daemon->path());
  Link& link = begin();
  ASSERT_TRUE(becomes(LinkState::kConnected));
  for (int round = 0; round < 3; ++round) {
    daemon.reset();
    ASSERT_TRUE(becomes(LinkState::kAway));
    EXPECT_NE(link.trouble(), "");
    daemon.emplace();
    place(daemon->path());
    ASSERT_TRUE(becomes(LinkState::kConnected));
    EXPECT_EQ(link.trouble(), "");
  }
  EXPECT_EQ(states_.size(), 7u);
}

TEST_F(LinkTest, ADeadSocketIsTriedAWhileAndThenOnlyWatched) {
  fs::create_directories(path_.parent_path());
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{AF_UNIX, {}};
  path_.string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  begin();  // bound, and nobody listens
  EXPECT_EQ(link_->state(), LinkState::kAway);
  EXPECT_FALSE(sleeps_without_a_timer());
  EXPECT_TRUE(turn_until([] { return sleeps_without_a_timer(); }));
  ::close(fd);
  fakes::FakeDaemon daemon;
  place(daemon.path());
  EXPECT_TRUE(becomes(LinkState::kConnected));
}

TEST_F(LinkTest, ADaemonThatListensSoonAfterItsSocketIsThereIsFound) {
  fs::create_directories(path_.parent_path());
  begin();
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_un address{AF_UNIX, {}};
  path_.string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  turn_while_busy();  // sees the socket, and is refused
  ASSERT_EQ(::listen(fd, 4), 0);
  EXPECT_TRUE(turn_until([&] { return ::accept(fd, nullptr, nullptr) >= 0; }));
  ::close(fd);
}

TEST_F(LinkTest, SaysThatItIsRefused) {
  fakes::FunctionHandler handler([](const daemon::Peer&, ipc::Call, daemon::Responder) {});
  auto service =
      std::make_optional<fakes::IpcService>(handler, daemon::AccessPolicy{::getuid() + 1});
  if (::getuid() == 0) {
    // Root is always admitted: a daemon that says no stands in.
    service.reset();
    handler = fakes::FunctionHandler([](const daemon::Peer&, ipc::Call, daemon::Responder out) {
      out.error("io.holdfast.Control.PermissionDenied", {{"text", "not you"}});
    });
    service.emplace(handler, daemon::AccessPolicy{::getuid()});
  }
  place(service->path());
  begin();
  EXPECT_TRUE(becomes(LinkState::kRefused));
  EXPECT_TRUE(sleeps_without_a_timer());
  service.reset();
  EXPECT_TRUE(becomes(LinkState::kAway));
  fakes::FakeDaemon daemon;
  place(daemon.path());
  EXPECT_TRUE(becomes(LinkState::kConnected));
}

TEST_F(LinkTest, SaysThatTheDaemonIsOfAnotherVersion) {
  auto daemon = std::make_optional<fakes::FakeDaemon>();
  place(daemon->path());
  begin("0.1.0");
  EXPECT_TRUE(becomes(LinkState::kOtherVersion));
  EXPECT_THAT(link_->trouble(), HasSubstr("0.0.0-test"));
  EXPECT_TRUE(sleeps_without_a_timer());
  daemon.reset();
  EXPECT_TRUE(becomes(LinkState::kAway));
}

TEST_F(LinkTest, TakesADaemonThatDiffersOnlyInThePatch) {
  fakes::FakeDaemon daemon;
  place(daemon.path());
  begin("0.0.7");
  EXPECT_TRUE(becomes(LinkState::kConnected));
}

TEST_F(LinkTest, ADaemonThatDoesNotAnswerIsSilentAndWaitedFor) {
  patience_ = 50ms;
  std::atomic<int> asked = 0;
  std::vector<daemon::Responder> unanswered;  // one let go of answers by itself
  fakes::FunctionHandler handler([&](const daemon::Peer&, ipc::Call, daemon::Responder out) {
    unanswered.push_back(std::move(out));
    ++asked;
  });
  fakes::IpcService service(handler, daemon::AccessPolicy{::getuid()});
  place(service.path());
  begin();
  EXPECT_TRUE(becomes(LinkState::kSilent));
  const int before = asked;
  EXPECT_TRUE(turn_until([&] { return asked > before; }));
  EXPECT_EQ(link_->state(), LinkState::kSilent);
}

TEST_F(LinkTest, ADaemonThatWasSilentIsThereOnceItAnswers) {
  patience_ = 50ms;
  std::atomic<bool> answers = false;
  std::atomic<int> held = 0;
  fakes::FunctionHandler handler([&](const daemon::Peer&, ipc::Call, daemon::Responder out) {
    if (!answers) ++held;
    while (!answers) std::this_thread::sleep_for(1ms);
    out.error("io.holdfast.Control.Failed", {{"text", ""}});
  });
  fakes::IpcService service(handler, daemon::AccessPolicy{::getuid()});
  place(service.path());
  begin();
  EXPECT_TRUE(becomes(LinkState::kSilent));
  EXPECT_GT(held, 0);
  answers = true;
  EXPECT_TRUE(becomes(LinkState::kConnected));
}

TEST_F(LinkTest, EveryCallIsAnsweredOnceThoughTheDaemonGoes) {
  std::atomic<bool> got = false;
  std::vector<daemon::Responder> unanswered;
  fakes::FunctionHandler handler([&](const daemon::Peer&, ipc::Call call, daemon::Responder out) {
    if (call.method.ends_with(".GetStatus"))
      return out.error("io.holdfast.Control.Failed", {{"text", ""}});
    unanswered.push_back(std::move(out));
    if (call.method.ends_with(".Insights")) got = true;
  });
  auto service = std::make_optional<fakes::IpcService>(handler, daemon::AccessPolicy{::getuid()});
  place(service->path());
  Link& link = begin();
  ASSERT_TRUE(becomes(LinkState::kConnected));
  int failures = 0;
  const auto count = [&](const ipc::Result<ipc::Reply>& reply) { failures += !reply; };
  link.call("Insights", {}, count);
  link.call("Insights", {}, count);
  ASSERT_TRUE(turn_until([&] { return got.load(); }));
  service.reset();
  EXPECT_TRUE(turn_until([&] { return failures == 2; }));
  link.call("Insights", {}, count);
  EXPECT_EQ(failures, 2) << "never from within";
  EXPECT_TRUE(turn_until([&] { return failures == 3; }));
}

TEST_F(LinkTest, StreamsOnAConnectionOfItsOwn) {
  fakes::FakeDaemon daemon;
  place(daemon.path());
  Link& link = begin();
  ASSERT_TRUE(becomes(LinkState::kConnected));
  std::string text;
  bool is_over = false;
  link.stream("Export", {{"format", "json"}}, [&](const ipc::Result<ipc::Reply>& reply) {
    text += reply.value().parameters.at("text").as_string();
    is_over = !reply->continues;
  });
  EXPECT_TRUE(turn_until([&] { return is_over; }));
  EXPECT_EQ(text, "{\"events\":[]}\n");
}

TEST_F(LinkTest, AStreamThatIsStoppedSaysNoMore) {
  fakes::FakeDaemon daemon;
  place(daemon.path());
  Link& link = begin();
  ASSERT_TRUE(becomes(LinkState::kConnected));
  int replies = 0;
  const auto id = link.stream("Export", {{"format", "json"}},
                              [&](const ipc::Result<ipc::Reply>&) { ++replies; });
  link.stop(id);
  bool is_answered = false;
  link.call("GetStatus", {}, [&](const ipc::Result<ipc::Reply>&) { is_answered = true; });
  EXPECT_TRUE(turn_until([&] { return is_answered; }));
  EXPECT_EQ(replies, 0);
}

}  // namespace
}  // namespace holdfast::tray
