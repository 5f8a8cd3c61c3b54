#include "tray/link/socket_watch.h"

#include <gtest/gtest.h>

#include "tests/fakes/temp_dir.h"
#include "tests/tray/link/main_loop.h"

namespace holdfast::tray {
namespace {

class SocketWatchTest : public testing::Test {
 protected:
  bool sees_a_change() {
    const int before = changes_;
    return turn_until([&] { return changes_ > before; });
  }

  TempDir folder_;
  int changes_ = 0;
};

TEST_F(SocketWatchTest, SeesThePathAppearAndGo) {
  SocketWatch watch(folder_ / "socket", [this] { ++changes_; });
  watch.start();
  put(folder_ / "socket", "");
  EXPECT_TRUE(sees_a_change());
  turn_while_busy();
  std::filesystem::remove(folder_ / "socket");
  EXPECT_TRUE(sees_a_change());
}

TEST_F(SocketWatchTest, SeesAPathAppearInFoldersThatWereNotThere) {
  const auto path = folder_.path() / "run" / "holdfast" / "socket";
  SocketWatch watch(path, [this] { ++changes_; });
  watch.start();
  std::filesystem::create_directory(folder_ / "run");
  EXPECT_TRUE(sees_a_change());
  turn_while_busy();
  std::filesystem::create_directory(folder_.path() / "run" / "holdfast");
  EXPECT_TRUE(sees_a_change());
  turn_while_busy();
  put(path, "");
  EXPECT_TRUE(sees_a_change());
}

TEST_F(SocketWatchTest, SeesThePathAgainInAFolderMadeAnew) {
  const auto inner = folder_ / "holdfast";
  std::filesystem::create_directory(inner);
  SocketWatch watch(inner / "socket", [this] { ++changes_; });
  watch.start();
  std::filesystem::remove(inner);
  EXPECT_TRUE(sees_a_change());
  turn_while_busy();
  std::filesystem::create_directory(inner);
  EXPECT_TRUE(sees_a_change());
  turn_while_busy();
  put(inner / "socket", "");
  EXPECT_TRUE(sees_a_change());
}

TEST_F(SocketWatchTest, SeesThatItMayBeReached) {
  put(folder_ / "socket", "");
  SocketWatch watch(folder_ / "socket", [this] { ++changes_; });
  watch.start();
  std::filesystem::permissions(folder_ / "socket", std::filesystem::perms::none);
  EXPECT_TRUE(sees_a_change());
}

TEST_F(SocketWatchTest, SleepsWhileNothingHappens) {
  SocketWatch watch(folder_.path() / "not" / "there" / "socket", [this] { ++changes_; });
  watch.start();
  EXPECT_TRUE(sleeps_without_a_timer());
}

TEST_F(SocketWatchTest, SaysNothingOnceStopped) {
  SocketWatch watch(folder_ / "socket", [this] { ++changes_; });
  watch.start();
  watch.stop();
  put(folder_ / "socket", "");
  turn_while_busy();
  EXPECT_EQ(changes_, 0);
}

}  // namespace
}  // namespace holdfast::tray
