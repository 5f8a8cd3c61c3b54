#include "daemon/watches.h"

#include <gtest/gtest.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

TEST(FileWatches, TellWhichFileChanged) {
  TempDir folder;
  put(folder / "hosts", "one");
  boost::asio::io_context loop;
  std::vector<std::filesystem::path> seen;
  FileWatches watches(loop, [&](const auto& path) {
    seen.push_back(path);
    loop.stop();
  });
  ASSERT_TRUE(watches.start({folder / "hosts", folder / "rules"}));
  put(folder / "rules", "two");
  loop.run_for(5s);
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(seen.front(), folder / "rules");
}

TEST(FileWatches, LookSeldomInAStormAndMissNothing) {
  TempDir folder;
  put(folder / "hosts", "0");
  boost::asio::io_context loop;
  int looks = 0;
  std::string last;
  FileWatches watches(loop, [&](const auto& path) {
    ++looks;
    last = get(path);
  });
  ASSERT_TRUE(watches.start({folder / "hosts"}));
  for (int i = 1; i <= 400; ++i) {
    put(folder / "hosts", std::to_string(i));
    loop.restart();
    loop.poll();
  }
  loop.restart();
  loop.run_for(500ms);
  EXPECT_LT(looks, 100);
  EXPECT_EQ(last, "400");
}

TEST(ClockWatches, WakeWhenAsked) {
  boost::asio::io_context loop;
  bool woken = false;
  ClockWatches clocks(
      loop,
      [&] {
        woken = true;
        loop.stop();
      },
      [] {});
  ASSERT_TRUE(clocks.start());
  clocks.wake_at(platform::read_clock().since_boot + 10ms);
  loop.run_for(5s);
  EXPECT_TRUE(woken);
}

}  // namespace
}  // namespace holdfast::daemon
