#include "tests/desktop/desktop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/fakes/fake_daemon.h"
#include "tray/applet/icon.h"

namespace holdfast {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kQuietEvent =
    R"({"event": {"id": 0, "time": "2026-03-12T20:00:00Z", "kind": "rule_added", "subject": "",
        "text": "", "detail": {}}})";

// The applet as it is installed, on a real desktop, with a daemon that says what the test wants.
class DesktopTest : public testing::Test {
 protected:
  DesktopTest() { new_daemon(); }

  void new_daemon(const std::string& version = HOLDFAST_VERSION) {
    daemon_.emplace(version);
    daemon_->answer("Watch", {kQuietEvent});
    daemon_->answer("Log", {R"({"events": []})"});
    std::filesystem::remove(socket());
    std::filesystem::create_symlink(daemon_->path(), socket());
  }
  std::string socket() const { return folder_ / "socket"; }
  void start() { desktop_.start_tray(socket()); }
  bool registers() {
    return Desktop::wait_until([&] { return !desktop_.item().empty(); });
  }
  bool tooltip_says(const std::string& part) {
    return Desktop::wait_until(
        [&] { return desktop_.property("ToolTip").find(part) != std::string::npos; });
  }
  bool shows(const applet::Face& face) {
    const applet::Pixmap wanted = applet::draw_icon(face, 22);
    return Desktop::wait_until(
        [&] { return desktop_.distance_to(wanted.size, wanted.argb) < kAlike; });
  }

  static constexpr double kAlike = 25;  // of 255, what scaling may blur

  TempDir folder_;
  std::optional<fakes::FakeDaemon> daemon_;
  Desktop desktop_;
};

TEST_F(DesktopTest, TheNumberOfDaysIsSeenInThePanel) {
  desktop_.start_panel();
  start();
  ASSERT_TRUE(registers());
  EXPECT_TRUE(tooltip_says("12 days of no contact with them"));
  EXPECT_TRUE(shows({applet::Mood::kHolding, 12}));
  const auto far_from = [&](int days) {
    const auto drawn = applet::draw_icon({applet::Mood::kHolding, days}, 22);
    return desktop_.distance_to(drawn.size, drawn.argb);
  };
  const double twelve = far_from(12);
  for (const int days : {0, 1, 11, 13, 17, 21, 72, 120}) EXPECT_LT(twelve, far_from(days)) << days;
  desktop_.photograph("panel");
}

TEST_F(DesktopTest, TheMenuOffersWhatThereIsToDo) {
  desktop_.start_panel();
  start();
  ASSERT_TRUE(registers());
  ASSERT_TRUE(tooltip_says("12 days"));
  const std::string menu = desktop_.menu();
  for (const char* row :
       {"12 days of no contact with them", "Next mark: 14 days, in 2 days", "I feel an urge",
        "What helps now", "Call A.", "Read my plan", "Help in a crisis", "Find A Helpline",
        "I reached out…", "Next summary: as soon as it can go", "Quiet for an hour",
        "About Holdfast"}) {
    EXPECT_THAT(menu, HasSubstr(row));
  }
  EXPECT_TRUE(desktop_.click("I feel an urge"));
  EXPECT_TRUE(Desktop::wait_until([&] { return daemon_->asked("ReportUrge") == "{}"; }));
  EXPECT_FALSE(desktop_.click("No such row"));
}

TEST_F(DesktopTest, ComesBackAfterThePanelDid) {
  desktop_.start_panel();
  start();
  ASSERT_TRUE(registers());
  desktop_.stop_panel();
  ASSERT_TRUE(Desktop::wait_until([&] { return desktop_.item().empty(); }));
  desktop_.start_panel();
  EXPECT_TRUE(registers());
  EXPECT_TRUE(desktop_.tray().is_running());
}

TEST_F(DesktopTest, OutlivesItsSessionsBus) {
  desktop_.start_panel();
  start();
  ASSERT_TRUE(registers());
  const pid_t before = desktop_.tray().pid();
  desktop_.stop_panel();
  desktop_.stop_bus();
  desktop_.start_bus();
  desktop_.start_panel();
  EXPECT_TRUE(registers());
  EXPECT_TRUE(tooltip_says("12 days"));
  EXPECT_TRUE(desktop_.tray().is_running());
  EXPECT_EQ(desktop_.tray().pid(), before);
}

TEST_F(DesktopTest, SaysThatTheDaemonIsAwayAndThatItIsBack) {
  desktop_.start_panel();
  start();
  ASSERT_TRUE(tooltip_says("12 days"));
  daemon_.reset();
  EXPECT_TRUE(tooltip_says("Holdfast is not running"));
  EXPECT_THAT(desktop_.menu(), HasSubstr("sudo systemctl start holdfastd"));
  EXPECT_TRUE(shows({applet::Mood::kAway, 12}));
  desktop_.photograph("away");
  new_daemon();
  EXPECT_TRUE(tooltip_says("12 days"));
}

TEST_F(DesktopTest, SaysThatItIsRefused) {
  daemon_->answer_error("GetStatus", "io.holdfast.Control.PermissionDenied", R"({"text": "no"})");
  desktop_.start_panel();
  start();
  ASSERT_TRUE(registers());
  EXPECT_TRUE(tooltip_says("does not answer this user"));
  EXPECT_THAT(desktop_.property("ToolTip"), HasSubstr("--person"));
}

TEST_F(DesktopTest, SaysThatTheDaemonIsOfAnotherVersion) {
  new_daemon("99.0.0");
  desktop_.start_panel();
  start();
  ASSERT_TRUE(registers());
  EXPECT_TRUE(tooltip_says("Holdfast was updated"));
  new_daemon();
  EXPECT_TRUE(tooltip_says("12 days")) << "and follows when it is one of ours again";
}

TEST_F(DesktopTest, LivesWithoutAnyPartOfADesktop) {
  daemon_.reset();
  start();
  ASSERT_TRUE(Desktop::wait_until([&] {
    return desktop_.run(
               "gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus -m "
               "org.freedesktop.DBus.NameHasOwner io.holdfast.Tray") == "(true,)\n";
  }));
  new_daemon();
  desktop_.start_panel();
  EXPECT_TRUE(registers());
  EXPECT_TRUE(tooltip_says("12 days"));
}

TEST_F(DesktopTest, IsThereOnceASession) {
  desktop_.start_panel();
  start();
  ASSERT_TRUE(registers());
  Child second({HOLDFAST_TRAY});
  EXPECT_EQ(second.wait(), 0);
  EXPECT_TRUE(desktop_.tray().is_running());
}

TEST_F(DesktopTest, QuietIsKeptOverItsOwnRestart) {
  desktop_.start_panel();
  start();
  ASSERT_TRUE(tooltip_says("12 days"));
  ASSERT_TRUE(desktop_.click("Quiet for an hour"));
  ASSERT_TRUE(Desktop::wait_until(
      [&] { return get(desktop_.state_file()).find("quiet-until") != std::string::npos; }));
  desktop_.stop_tray();
  ASSERT_TRUE(Desktop::wait_until([&] { return desktop_.item().empty(); }));
  start();
  ASSERT_TRUE(tooltip_says("12 days"));
  EXPECT_THAT(desktop_.menu(), HasSubstr("Quiet until"));
}

TEST_F(DesktopTest, BringsNoToolkitWithIt) {
  const std::string linked = desktop_.run("ldd " HOLDFAST_TRAY);
  EXPECT_THAT(linked, HasSubstr("libdbusmenu-glib"));
  for (const char* library : {"libgtk", "libgdk-3", "libgdk-4", "libX11", "libcairo", "libpango",
                              "libQt", "libboost_program_options"}) {
    EXPECT_THAT(linked, Not(HasSubstr(library)));
  }
}

}  // namespace
}  // namespace holdfast
