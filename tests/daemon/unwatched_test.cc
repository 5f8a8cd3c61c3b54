#include "daemon/unwatched.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

class UnwatchedTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(paths_.state()); }
  TempDir folder_;
  platform::Paths paths_{folder_.path()};
};

TEST_F(UnwatchedTest, IsReadAsItWasNoted) {
  EXPECT_FALSE(read_unwatched(paths_));
  ClockReading reading{.since_boot = 5h, .boot_id = "a-b-c", .awake = 3h};
  ASSERT_TRUE(note_unwatched(paths_, reading));
  const auto read = read_unwatched(paths_);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->since_boot, 5h);
  EXPECT_EQ(read->awake, 3h);
  EXPECT_EQ(read->boot_id, "a-b-c");
  forget_unwatched(paths_);
  EXPECT_FALSE(read_unwatched(paths_));
}

TEST_F(UnwatchedTest, TakesNothingThatCannotBe) {
  for (const char* text : {"", "1", "1 2", "x y z", "1 2 boot", "-5 -9 boot", "5 -1 boot"}) {
    std::ofstream(paths_.unwatched()) << text;
    EXPECT_FALSE(read_unwatched(paths_)) << text;
  }
}

TEST_F(UnwatchedTest, SaysThatItCannotBeNoted) {
  std::filesystem::remove_all(paths_.state());
  EXPECT_FALSE(note_unwatched(paths_, {}));
}

}  // namespace
}  // namespace holdfast::daemon
