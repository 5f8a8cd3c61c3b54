#include "tray/applet/launcher.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/fakes/temp_dir.h"

namespace holdfast::applet {
namespace {

class LauncherTest : public testing::Test {
 protected:
  void install_window() {
    put(folder_ / "holdfast-window",
        "#!/bin/sh\necho \"$@\" >" + (folder_ / "said").string() + "\n");
    std::filesystem::permissions(folder_ / "holdfast-window", std::filesystem::perms::owner_all);
  }
  bool says(const std::string& words) {
    for (int i = 0; i < 1000 && get(folder_ / "said") != words; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return get(folder_ / "said") == words;
  }
  void SetUp() override {
    ::setenv("PATH", (folder_.path().string() + ":/bin:/usr/bin").c_str(), 1);
  }

  TempDir folder_;
};

TEST_F(LauncherTest, OpensTheWindowOnAPage) {
  EXPECT_EQ(Launcher::window_program(), "");
  EXPECT_FALSE(Launcher::open_window("now"));
  install_window();
  EXPECT_EQ(Launcher::window_program(), folder_ / "holdfast-window");
  EXPECT_TRUE(Launcher::open_window("now"));
  EXPECT_TRUE(says("--page now\n"));
  EXPECT_TRUE(Launcher::open_window(""));
  EXPECT_TRUE(says("\n"));
}

TEST_F(LauncherTest, TheActivationTokenIsForOneWindow) {
  install_window();
  ::setenv("XDG_ACTIVATION_TOKEN", "abc", 1);
  EXPECT_TRUE(Launcher::open_window(""));
  EXPECT_EQ(::getenv("XDG_ACTIVATION_TOKEN"), nullptr);
}

TEST_F(LauncherTest, SaysThatNothingOpensAnAddress) {
  EXPECT_FALSE(Launcher::open_address("no-such-scheme:x"));
}

}  // namespace
}  // namespace holdfast::applet
