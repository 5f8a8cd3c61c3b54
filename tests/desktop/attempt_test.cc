// From a real program that is refused to a real bubble on a real screen, and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>  // setenv

#include <chrono>
#include <optional>

#include "tests/desktop/desktop.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

using std::chrono::steady_clock;
using testing::HasSubstr;

class AttemptTest : public LiveDaemon {
 protected:
  void SetUp() override {
    LiveDaemon::SetUp();
    desktop_.emplace();
    start();
    edit("alias them");
    edit("block instagram/her.name");
    desktop_->start_panel();
  }
  void TearDown() override {
    if (daemon_ > 0) ::kill(daemon_, SIGCONT);  // a test may have stopped it
    desktop_.reset();
    LiveDaemon::TearDown();
  }
  void start_tray() {
    desktop_->start_tray(socket());
    ASSERT_TRUE(wait_until(
        [&] { return desktop_->property("ToolTip").find("Day one") != std::string::npos; }));
  }
  std::string displayed() { return desktop_->run("dunstctl count displayed"); }
  std::string ridden() { return boost::json::serialize(call("Log", {{"kinds", {"ridden_out"}}})); }

  std::optional<Desktop> desktop_;
};

TEST_F(AttemptTest, IsAnsweredWithinASecond) {
  desktop_->start_server(Desktop::Server::kDunst);
  start_tray();
  const auto before = steady_clock::now();
  EXPECT_EQ(curl("https://www.instagram.com/her.name/"), 35);
  ASSERT_TRUE(wait_until([&] { return displayed() == "1\n"; }));
  EXPECT_LT(steady_clock::now() - before, std::chrono::seconds(1));
  desktop_->photograph("dunst");
  EXPECT_EQ(curl("https://www.instagram.com/her.name/"), 35);
  ASSERT_TRUE(wait_for("urge", 1));
  EXPECT_EQ(displayed(), "1\n") << "one an episode";
  desktop_->run("dunstctl history-clear; dunstctl close-all");
  EXPECT_THAT(desktop_->run("dunstctl history"), HasSubstr("An urge came, and it held"));
  EXPECT_THAT(desktop_->run("dunstctl history"), testing::Not(HasSubstr("her.name")));
}

TEST_F(AttemptTest, StandsAgainAfterTheServerDid) {
  desktop_->start_server(Desktop::Server::kDunst);
  start_tray();
  curl("https://www.instagram.com/her.name/");
  ASSERT_TRUE(wait_until([&] { return displayed() == "1\n"; }));
  desktop_->stop_server();
  desktop_->start_server(Desktop::Server::kDunst);
  EXPECT_TRUE(wait_until([&] { return displayed() == "1\n"; }));
}

TEST_F(AttemptTest, LetItPassPressedForRealRidesItOut) {
  desktop_->start_server(Desktop::Server::kXfce);
  start_tray();
  curl("https://www.instagram.com/her.name/");
  std::string window;
  ASSERT_TRUE(wait_until([&] {
    window = desktop_->run("xdotool search --onlyvisible --class xfce4-notifyd | tail -n 1");
    return window.find_first_of("0123456789") == 0;
  }));
  desktop_->photograph("notifyd");
  const std::string box = desktop_->run("xdotool getwindowgeometry --shell " + window);
  const auto number = [&](const std::string& name) {
    return std::stoi(box.substr(box.find(name + "=") + name.size() + 1));
  };
  // The buttons stand in a row at the bottom of the bubble, the first one at its left.
  desktop_->run("xdotool mousemove " + std::to_string(number("X") + 60) + " " +
                std::to_string(number("Y") + number("HEIGHT") - 28) + " click 1");
  ASSERT_TRUE(wait_for("ridden_out", 1));
  EXPECT_THAT(ridden(), HasSubstr(R"("helped":"let_it_pass")"));
  EXPECT_TRUE(wait_until([&] {
    return desktop_->property("ToolTip").find("1 urge today, ridden out") != std::string::npos;
  }));
}

TEST_F(AttemptTest, LetItPassFromTheMenuRidesItOut) {
  start_tray();
  curl("https://www.instagram.com/her.name/");
  ASSERT_TRUE(wait_until([&] { return desktop_->click("Let it pass"); }));
  EXPECT_TRUE(wait_for("ridden_out", 1));
}

TEST_F(AttemptTest, IsToldOnceTheDaemonIsBack) {
  desktop_->start_server(Desktop::Server::kDunst);
  start_tray();
  end_with(SIGKILL);
  ASSERT_TRUE(wait_until(
      [&] { return desktop_->property("ToolTip").find("not running") != std::string::npos; }));
  start();
  curl("https://www.instagram.com/her.name/");
  EXPECT_TRUE(wait_until([&] { return displayed() == "1\n"; }));
}

TEST_F(AttemptTest, ADaemonThatTakesItsTimeIsSaidSoAndForgottenWhenItIsQuickAgain) {
  start_tray();
  const auto tooltip_says = [&](const char* words) {
    return wait_until(
        [&] { return desktop_->property("ToolTip").find(words) != std::string::npos; });
  };
  ASSERT_EQ(::kill(daemon_, SIGSTOP), 0);
  desktop_->open_menu();
  EXPECT_TRUE(tooltip_says("takes its time"));
  EXPECT_THAT(desktop_->menu(), HasSubstr("takes its time"));
  desktop_->photograph("slow");
  ASSERT_EQ(::kill(daemon_, SIGCONT), 0);
  EXPECT_TRUE(tooltip_says("Day one"));
  EXPECT_THAT(desktop_->menu(), testing::Not(HasSubstr("takes its time")));
}

// What a panel shows at its left edge is the item alone.
TEST_F(AttemptTest, ALeftClickOnTheIconOpensTheWindow) {
  const std::filesystem::path programs = folder_ / "programs";
  std::filesystem::create_directories(programs);
  std::filesystem::create_symlink(HOLDFAST_WINDOW, programs / "holdfast-window");
  const std::string path = std::string(::getenv("PATH"));
  ::setenv("PATH", (programs.string() + ":" + path).c_str(), 1);
  ::setenv("GSK_RENDERER", "cairo", 1);
  ::setenv("GDK_BACKEND", "x11", 1);
  start_tray();
  ::setenv("PATH", path.c_str(), 1);
  const auto window = [&] {
    return desktop_->run("xdotool search --onlyvisible --class holdfast");
  };
  EXPECT_THAT(window(), testing::Not(testing::ContainsRegex("[0-9]")));
  // The panel draws it some time after it was told.
  bool is_open = false;
  for (int click = 0; click < 5 && !is_open; ++click) {
    desktop_->run("xdotool mousemove 14 15 click 1");
    const auto until = steady_clock::now() + std::chrono::seconds(4);
    while (!is_open && steady_clock::now() < until) {
      is_open = window().find_first_of("0123456789") == 0;
    }
  }
  EXPECT_TRUE(is_open);
  desktop_->photograph("window");
}

TEST_F(AttemptTest, AnUrgeThatIsFeltIsAnswered) {
  desktop_->start_server(Desktop::Server::kDunst);
  start_tray();
  ASSERT_TRUE(desktop_->click("I feel an urge"));
  EXPECT_TRUE(wait_until([&] { return displayed() == "1\n"; }));
  EXPECT_TRUE(wait_for("urge", 1));
}

TEST_F(AttemptTest, ASlipIsAskedBackAndThenTold) {
  desktop_->start_server(Desktop::Server::kDunst);
  start_tray();
  ASSERT_TRUE(desktop_->click("I reached out…"));
  ASSERT_TRUE(wait_until([&] { return displayed() == "1\n"; }));
  EXPECT_TRUE(recorded("slip").empty());
  ASSERT_TRUE(desktop_->click("Yes, it happened"));
  EXPECT_TRUE(wait_for("slip", 1));
  EXPECT_TRUE(wait_until(
      [&] { return desktop_->property("ToolTip").find("tender hours") != std::string::npos; }));
}

}  // namespace
}  // namespace holdfast
