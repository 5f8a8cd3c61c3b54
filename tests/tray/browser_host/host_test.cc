#include "tray/browser_host/host.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <thread>

#include "platform/ipc/names.h"
#include "tests/fakes/fake_daemon.h"
#include "tray/browser_host/native_frames.h"

namespace holdfast::tray {
namespace {

/// A browser with its two pipes, and the program at their other ends on a thread of its own.
class Started {
 public:
  explicit Started(const std::string& socket) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    EXPECT_EQ(::pipe(in.data()), 0);
    EXPECT_EQ(::pipe(out.data()), 0);
    to_host_ = in[1];
    from_host_ = out[0];
    thread_ = std::thread([this, from = in[0], to = out[1], socket] {
      exit_code_ = speak_for_extension(from, to, socket);
      ::close(from);
      ::close(to);
    });
  }
  ~Started() {
    leave();
    ::close(from_host_);
  }

  void say(const boost::json::object& message) {
    const std::string bytes = native_message(message);
    EXPECT_EQ(::write(to_host_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }

  // Empty where the program ends first.
  boost::json::object heard() {
    for (;;) {
      if (auto message = reader_.next()) return *message;
      std::array<char, 4096> room;
      const ssize_t got = ::read(from_host_, room.data(), room.size());
      if (got <= 0) return {};
      reader_.feed({room.data(), static_cast<std::size_t>(got)});
    }
  }

  int leave() {
    if (thread_.joinable()) {
      ::close(to_host_);
      thread_.join();
    }
    return exit_code_;
  }

  int wait() {
    if (thread_.joinable()) {
      thread_.join();
      ::close(to_host_);
    }
    return exit_code_;
  }

 private:
  int to_host_ = -1;
  int from_host_ = -1;
  int exit_code_ = -1;
  NativeReader reader_;
  std::thread thread_;
};

bool wait_for_call(fakes::FakeDaemon& daemon, const char* method) {
  for (int i = 0; i < 500 && daemon.asked(method) == "null"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return daemon.asked(method) != "null";
}

constexpr const char* kPages =
    R"({"pages": {"page": "x", "allowed": [], "rules": [{"id": "0123456789abcdef"}]}})";
constexpr const char* kNone = R"({"pages": {"page": "x", "allowed": [], "rules": []}})";

TEST(BrowserHost, BringsTheRulesAndEveryChange) {
  fakes::FakeDaemon daemon;
  daemon.answer("FollowPages", {kPages, kNone});
  Started browser(daemon.path());
  EXPECT_EQ(browser.heard(), boost::json::parse(kPages).as_object());
  EXPECT_EQ(browser.heard(), boost::json::parse(kNone).as_object());
}

TEST(BrowserHost, ReportsVisitsByTheirIdAndNothingElse) {
  fakes::FakeDaemon daemon;
  Started browser(daemon.path());
  browser.say({{"hello", {{"browser", "Chromium"}}}});
  browser.say({{"visit", 5}});
  browser.say({{"visit", "0123456789abcdef"}, {"url", "https://example.org/her"}});
  ASSERT_TRUE(wait_for_call(daemon, "ReportVisit"));
  EXPECT_EQ(boost::json::parse(daemon.asked("ReportVisit")),
            boost::json::parse(R"({"rule": "0123456789abcdef"})"));
  EXPECT_EQ(browser.leave(), 0);
}

TEST(BrowserHost, PassesOnThatItWasLetPass) {
  fakes::FakeDaemon daemon;
  Started browser(daemon.path());
  browser.say({{"passed", "0123456789abcdef"}});
  ASSERT_TRUE(wait_for_call(daemon, "LetPass"));
}

TEST(BrowserHost, EndsWithTheBrowser) {
  fakes::FakeDaemon daemon;
  Started browser(daemon.path());
  EXPECT_EQ(browser.leave(), 0);
}

TEST(BrowserHost, EndsWhereTheDaemonIsNotThereOrRefuses) {
  EXPECT_EQ(Started("/nowhere/holdfast.sock").wait(), 1);
  fakes::FakeDaemon daemon;
  daemon.answer_error("FollowPages", ipc::kPermissionDenied, R"({"text": "no"})");
  EXPECT_EQ(Started(daemon.path()).wait(), 1);
}

}  // namespace
}  // namespace holdfast::tray
