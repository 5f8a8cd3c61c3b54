#include "daemon/instance_lock.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

using std::chrono::milliseconds;

class InstanceLock : public testing::Test {
 protected:
  void SetUp() override { make_folders(paths_); }

  const TempDir folder_;
  const platform::Paths paths_{.root = folder_.path()};
};

TEST_F(InstanceLock, IsForOne) {
  auto first = lock_instance(paths_, milliseconds(0));
  ASSERT_TRUE(first) << first.error().text;
  EXPECT_EQ(get(paths_.run() / "lock"), std::to_string(::getpid()) + "\n");
  const auto second = lock_instance(paths_, milliseconds(0));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  *first = platform::Fd();
  EXPECT_TRUE(lock_instance(paths_, milliseconds(0)));
}

TEST_F(InstanceLock, WaitsForOneThatIsDoneSoon) {
  auto first = lock_instance(paths_, milliseconds(0));
  ASSERT_TRUE(first);
  std::thread other([&] {
    std::this_thread::sleep_for(milliseconds(20));
    *first = platform::Fd();
  });
  EXPECT_TRUE(lock_instance(paths_, milliseconds(10'000)));
  other.join();
}

TEST_F(InstanceLock, MakesItsFolders) {
  struct stat state {};
  ASSERT_EQ(::stat(paths_.state().c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777, 0700U);
  EXPECT_TRUE(std::filesystem::is_directory(paths_.policy().parent_path()));
}

TEST_F(InstanceLock, SaysWhyThereIsNone) {
  const auto none = lock_instance({.root = folder_ / "nowhere"}, milliseconds(0));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::kSystem);
}

}  // namespace
}  // namespace holdfast::daemon
