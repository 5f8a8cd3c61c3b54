#include "tray/link/event_source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <optional>

#include "tests/tray/link/main_loop.h"

namespace holdfast::tray {
namespace {

using namespace std::chrono_literals;

TEST(EventSource, CallsOnceAtTheNextTurn) {
  int calls = 0;
  EventSource source;
  source.soon([&] { ++calls; });
  EXPECT_EQ(calls, 0);
  turn_while_busy();
  EXPECT_EQ(calls, 1);
  EXPECT_FALSE(source.is_waiting());
}

TEST(EventSource, CallsOnceAfterAWait) {
  int calls = 0;
  EventSource source;
  source.after(1ms, [&] { ++calls; });
  EXPECT_TRUE(source.is_waiting());
  EXPECT_TRUE(turn_until([&] { return calls == 1; }));
  turn_while_busy();
  EXPECT_EQ(calls, 1);
}

TEST(EventSource, CallsEachTimeADescriptorIsReady) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  int calls = 0;
  EventSource source;
  source.on_fd(ends[0], G_IO_IN, [&] {
    char byte = 0;
    EXPECT_EQ(::read(ends[0], &byte, 1), 1);
    ++calls;
  });
  ASSERT_EQ(::write(ends[1], "ab", 2), 2);
  EXPECT_TRUE(turn_until([&] { return calls == 2; }));
  source.stop();
  ASSERT_EQ(::write(ends[1], "c", 1), 1);
  turn_while_busy();
  EXPECT_EQ(calls, 2);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(EventSource, NeverCallsAfterItIsGone) {
  int calls = 0;
  {
    EventSource source;
    source.soon([&] { ++calls; });
  }
  turn_while_busy();
  EXPECT_EQ(calls, 0);
}

TEST(EventSource, MayStartAgainFromWithin) {
  int calls = 0;
  EventSource source;
  std::function<void()> again = [&] {
    if (++calls < 3) source.soon(again);
  };
  source.soon(again);
  turn_while_busy();
  EXPECT_EQ(calls, 3);
}

TEST(EventSource, MayEndFromWithin) {
  auto source = std::make_optional<EventSource>();
  const std::string held(100, 'x');
  std::string seen;
  source->soon([&seen, &source, held] {
    source.reset();
    seen = held;
  });
  turn_while_busy();
  EXPECT_EQ(seen, held);
}

}  // namespace
}  // namespace holdfast::tray
