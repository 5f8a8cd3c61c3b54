#include "daemon/process/spawn.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace holdfast::daemon {
namespace {

using platform::Fd;

TEST(Spawn, PutsTheChannelOnThree) {
  int pair[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
  const Fd ours(pair[0]);
  Fd theirs(pair[1]);
  const auto spawned =
      start_program("/bin/sh", {"-c", "printf '%s' \"$2\" >&3", "x", "a", "b c"}, {theirs.get()});
  ASSERT_TRUE(spawned) << spawned.error().text;
  theirs.reset();
  char text[16] = {};
  EXPECT_EQ(::recv(ours.get(), text, sizeof text, 0), 3);
  EXPECT_STREQ(text, "b c");
  EXPECT_EQ(reap(spawned->process), "exit 0");
}

TEST(Spawn, MixesNoDescriptors) {
  int one[2];
  int two[2];
  ASSERT_EQ(::pipe2(one, O_CLOEXEC), 0);
  ASSERT_EQ(::pipe2(two, O_CLOEXEC), 0);
  const Fd ends[] = {Fd(one[0]), Fd(one[1]), Fd(two[0]), Fd(two[1])};
  // The later is often the lower: put in its place first, the other would be lost.
  const auto spawned =
      start_program("/bin/sh", {"-c", "printf 3 >&3; printf 4 >&4"}, {two[1], one[1]});
  ASSERT_TRUE(spawned) << spawned.error().text;
  EXPECT_EQ(reap(spawned->process), "exit 0");
  char letter = 0;
  EXPECT_EQ(::read(two[0], &letter, 1), 1);
  EXPECT_EQ(letter, '3');
  EXPECT_EQ(::read(one[0], &letter, 1), 1);
  EXPECT_EQ(letter, '4');
}

TEST(Spawn, TakesNothingOfTheEnvironmentWhenItIsToBeBare) {
  ASSERT_EQ(::setenv("HOLDFAST_TEST_SECRET", "x", 1), 0);
  const char* look = "test -z \"$HOLDFAST_TEST_SECRET\" && test -n \"$PATH\"";
  auto bare = start_program("/bin/sh", {"-c", look}, {}, Surroundings::kBare);
  ASSERT_TRUE(bare);
  EXPECT_EQ(reap(bare->process), "exit 0");
  auto inherited = start_program("/bin/sh", {"-c", look}, {});
  ASSERT_TRUE(inherited);
  EXPECT_EQ(reap(inherited->process), "exit 1");
  ::unsetenv("HOLDFAST_TEST_SECRET");
}

TEST(Spawn, SaysHowItEnded) {
  auto spawned = start_program("/bin/sh", {"-c", "exit 7"}, {});
  ASSERT_TRUE(spawned);
  EXPECT_EQ(reap(spawned->process), "exit 7");
  spawned = start_program("/bin/sh", {"-c", "kill -9 $$"}, {});
  ASSERT_TRUE(spawned);
  EXPECT_EQ(reap(spawned->process), "signal 9");
}

TEST(Spawn, SaysWhatIsMissing) {
  const auto spawned = start_program("/nonexistent/program", {}, {});
  ASSERT_FALSE(spawned);
  EXPECT_EQ(spawned.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::daemon
