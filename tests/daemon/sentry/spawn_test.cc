#include "daemon/sentry/spawn.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <unistd.h>

namespace holdfast::daemon {
namespace {

using platform::Fd;

TEST(Spawn, PutsTheChannelOnThree) {
  int pair[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
  const Fd ours(pair[0]);
  Fd theirs(pair[1]);
  const auto spawned =
      spawn_with_channel("/bin/sh", {"-c", "printf '%s' \"$2\" >&3", "x", "a", "b c"}, theirs);
  ASSERT_TRUE(spawned) << spawned.error().text;
  theirs.reset();
  char text[16] = {};
  EXPECT_EQ(::recv(ours.get(), text, sizeof text, 0), 3);
  EXPECT_STREQ(text, "b c");
  EXPECT_EQ(reap(spawned->process), "exit 0");
}

TEST(Spawn, SaysHowItEnded) {
  const Fd none(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  auto spawned = spawn_with_channel("/bin/sh", {"-c", "exit 7"}, none);
  ASSERT_TRUE(spawned);
  EXPECT_EQ(reap(spawned->process), "exit 7");
  spawned = spawn_with_channel("/bin/sh", {"-c", "kill -9 $$"}, none);
  ASSERT_TRUE(spawned);
  EXPECT_EQ(reap(spawned->process), "signal 9");
}

TEST(Spawn, SaysWhatIsMissing) {
  const auto spawned = spawn_with_channel("/nonexistent/program", {}, Fd(::dup(2)));
  ASSERT_FALSE(spawned);
  EXPECT_EQ(spawned.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace holdfast::daemon
