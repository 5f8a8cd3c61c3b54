#include "tray/applet/applet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <optional>

#include "tests/fakes/fake_daemon.h"
#include "tests/fakes/ipc_service.h"
#include "tests/tray/applet/known_things.h"
#include "tests/tray/applet/stub_server.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::applet {
namespace {

using testing::HasSubstr;
using tray::turn_until;

// A daemon whose log and events the test writes, and a server that remembers.
class AppletTest : public testing::Test {
 protected:
  AppletTest() {
    ::setenv("HOLDFAST_DATA", HOLDFAST_SOURCE_DATA, 1);
    daemon_.answer("Watch", {kNothing});
    daemon_.answer("Log", {R"({"events": []})"});
  }
  void begin() {
    applet_.emplace(PrivateBus::ours().connection(),
                    Applet::Options{daemon_.path(), "", memory_file_, "DE", false});
  }
  void end() { applet_.reset(); }

  static std::string urge(int id) {
    return R"({"id": )" + std::to_string(id) +
           R"(, "time": "2026-03-12T19:50:00Z", "kind": "urge", "subject": "block x/y", "text": "",
               "detail": {}})";
  }
  static std::string ridden_out(int id, int urge) {
    return R"({"id": )" + std::to_string(id) +
           R"(, "time": "2026-03-12T19:55:00Z", "kind": "ridden_out", "subject": "", "text": "",
               "detail": {"urge": )" +
           std::to_string(urge) + "}}";
  }
  bool stands(const std::string& title) {
    return turn_until([&] {
      for (const auto& bubble : server_.standing()) {
        if (bubble.title.find(title) != std::string::npos) return true;
      }
      return false;
    });
  }

  static constexpr const char* kNothing =
      R"({"event": {"id": 0, "time": "2026-03-12T20:00:00Z", "kind": "rule_added", "subject": "",
          "text": "", "detail": {}}})";

  TempDir folder_;
  std::string memory_file_ = folder_ / "tray.ini";
  fakes::FakeDaemon daemon_;
  StubServer server_;
  std::optional<Applet> applet_;
};

TEST_F(AppletTest, TellsFiveHundredMissedUrgesInOneSummary) {
  ASSERT_TRUE(write_memory(memory_file_, {std::nullopt, 10, kThen}));
  std::vector<std::string> pieces;
  int id = 10;
  for (int piece = 0; piece < 5; ++piece) {
    std::string events;
    for (int i = 0; i < 100; ++i) events += (events.empty() ? "" : ",") + urge(++id);
    pieces.push_back(R"({"events": [)" + events + "]}");
  }
  daemon_.answer("Log", pieces);
  begin();
  EXPECT_TRUE(stands("500 urges came meanwhile"));
  EXPECT_EQ(server_.bubbles().size(), 1u);
  EXPECT_THAT(daemon_.asked("Log"), HasSubstr(R"("since":"2026-03-12T20:00:00Z")"));
}

TEST_F(AppletTest, RemembersWhatWasTold) {
  ASSERT_TRUE(write_memory(memory_file_, {std::nullopt, 10, kThen}));
  daemon_.answer("Log", {R"({"events": [)" + urge(9) + "," + urge(10) + "," + urge(11) + "]}"});
  begin();
  EXPECT_TRUE(stands("An urge came"));
  end();
  EXPECT_EQ(read_memory(memory_file_).last_event, 11);
  begin();
  ASSERT_TRUE(turn_until([&] { return read_memory(memory_file_).last_event == 11; }));
  EXPECT_EQ(server_.bubbles().size(), 1u);
}

TEST_F(AppletTest, TheFirstTimeNothingOfThePastIsTold) {
  daemon_.answer("Log", {R"({"events": [)" + urge(9) + "]}"});
  begin();
  ASSERT_TRUE(turn_until([&] { return daemon_.asked("GetSupport") != "null"; }));
  end();
  EXPECT_TRUE(server_.bubbles().empty());
  EXPECT_TRUE(read_memory(memory_file_).last_event_time);
}

TEST_F(AppletTest, WhatPassedMeanwhileIsNotTold) {
  ASSERT_TRUE(write_memory(memory_file_, {std::nullopt, 10, kThen}));
  daemon_.answer("Log", {R"({"events": [)" + urge(11) + "," + ridden_out(12, 11) + "]}"});
  begin();
  ASSERT_TRUE(turn_until([&] { return daemon_.asked("GetSupport") != "null"; }));
  end();
  EXPECT_TRUE(server_.bubbles().empty());
}

TEST_F(AppletTest, IsStillQuietAfterItsOwnRestart) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  ASSERT_TRUE(write_memory(memory_file_, {now + std::chrono::hours(1), 10, kThen}));
  daemon_.answer("Log", {R"({"events": [)" + urge(11) + "]}"});
  begin();
  ASSERT_TRUE(turn_until([&] { return daemon_.asked("GetSupport") != "null"; }));
  end();
  EXPECT_TRUE(server_.bubbles().empty());
  EXPECT_EQ(read_memory(memory_file_).quiet_until, now + std::chrono::hours(1));
}

TEST_F(AppletTest, WithdrawsBehindALockAndShowsAgainAfterIt) {
  BusPeer saver(PrivateBus::ours().address());
  saver.own("org.gnome.ScreenSaver");
  const auto lock = [&](bool is_locked) {
    saver.emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
               g_variant_new("(b)", is_locked));
  };
  ASSERT_TRUE(write_memory(memory_file_, {std::nullopt, 10, kThen}));
  daemon_.answer("Log", {R"({"events": [)" + urge(11) + "]}"});
  begin();
  ASSERT_TRUE(stands("An urge came"));
  lock(true);
  EXPECT_TRUE(turn_until([&] { return server_.standing().empty(); }));
  lock(false);
  EXPECT_TRUE(stands("An urge came"));
}

// A daemon that is slow with all but the events.
class SlowDaemon {
 public:
  void tell(int urges) {
    service_.on_loop([&] {
      for (int i = 0; i < urges; ++i) {
        watching_->reply({{"event",
                           {{"id", ++last_},
                            {"time", "2026-03-12T20:00:00Z"},
                            {"kind", "urge"},
                            {"subject", ""},
                            {"text", ""},
                            {"detail", boost::json::object{}}}}},
                         daemon::Responder::Continues::kYes);
      }
    });
  }
  bool is_watched() {
    bool is = false;
    service_.on_loop([&] { is = is_asked_; });
    return is;
  }
  const std::string& path() const { return service_.path(); }

 private:
  int last_ = 0;
  bool is_asked_ = false;
  std::optional<daemon::Responder> watching_;
  std::vector<daemon::Responder> unanswered_;
  fakes::FunctionHandler handler_{
      [this](const daemon::Peer&, ipc::Call call, daemon::Responder out) {
        if (call.method.ends_with(".Watch")) {
          watching_ = std::move(out);
        } else if (call.method.ends_with(".GetStatus") && !is_asked_) {
          // An answer of whatever kind says that it is there.
          out.error("io.holdfast.Control.Failed", {{"text", "busy"}});
        } else {
          unanswered_.push_back(std::move(out));
        }
        is_asked_ = is_asked_ || call.method.ends_with(".GetSupport");
      }};
  fakes::IpcService service_{handler_, daemon::AccessPolicy{::getuid()}};
};

TEST_F(AppletTest, AnUrgeDoesNotWaitForASlowDaemon) {
  SlowDaemon slow;
  applet_.emplace(PrivateBus::ours().connection(),
                  Applet::Options{slow.path(), "", memory_file_, "DE", false});
  ASSERT_TRUE(turn_until([&] { return slow.is_watched(); }));
  slow.tell(1);
  EXPECT_TRUE(stands("An urge came"));
}

TEST_F(AppletTest, FiveHundredAtOnceAreAFewWords) {
  SlowDaemon slow;
  applet_.emplace(PrivateBus::ours().connection(),
                  Applet::Options{slow.path(), "", memory_file_, "DE", false});
  ASSERT_TRUE(turn_until([&] { return slow.is_watched(); }));
  slow.tell(500);
  EXPECT_TRUE(stands("urges came meanwhile"));
  EXPECT_TRUE(turn_until([] { return tray::sleeps_for(std::chrono::milliseconds(500)); }));
  EXPECT_LE(server_.standing().size(), 3u);
  EXPECT_LT(server_.bubbles().size(), 10u);
}

TEST_F(AppletTest, SleepsWhenThereIsNothingToDo) {
  begin();
  ASSERT_TRUE(turn_until([&] { return daemon_.asked("GetSupport") != "null"; }));
  // Only the next full day and midnight are waited for: nothing within a minute.
  EXPECT_TRUE(turn_until([] { return tray::sleeps_for(std::chrono::minutes(1)); }));
}

}  // namespace
}  // namespace holdfast::applet
