#include "daemon/sentry/poller.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace holdfast::daemon {
namespace {

TEST(PollKey, GoesThroughOneNumber) {
  const PollKey key{PollKey::Owner::kUpstream, 0xfffffffe, 0xabcdef};
  const PollKey back = PollKey::unpack(key.packed());
  EXPECT_EQ(back.owner, key.owner);
  EXPECT_EQ(back.slot, key.slot);
  EXPECT_EQ(back.generation, key.generation);
}

TEST(Poller, ReportsWhatIsReadyAndForgetsWhatIsClosed) {
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  platform::Fd read_end(pipe[0]);
  const platform::Fd write_end(pipe[1]);
  Poller poller;
  ASSERT_TRUE(poller.add(read_end.get(), {PollKey::Owner::kClient, 7, 1}, EPOLLIN | EPOLLET));
  const Instant now = std::chrono::steady_clock::now();
  EXPECT_TRUE(poller.wait(now).empty());
  ASSERT_EQ(::write(write_end.get(), "x", 1), 1);
  const auto events = poller.wait(std::nullopt);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(PollKey::unpack(events[0].data.u64).slot, 7U);
  EXPECT_TRUE(poller.wait(now).empty()) << "only changes are reported";
  poller.change(read_end.get(), {PollKey::Owner::kClient, 7, 1}, EPOLLIN | EPOLLET);
  EXPECT_EQ(poller.wait(now).size(), 1U) << "a change reports once more";
  read_end.reset();
  EXPECT_TRUE(poller.wait(now).empty());
}

}  // namespace
}  // namespace holdfast::daemon
