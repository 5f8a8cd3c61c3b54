#include "daemon/sentry/connection_table.h"

#include <gtest/gtest.h>

#include <vector>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow{1h};

TEST(ConnectionTable, ReusesSlotsUnderAnotherGeneration) {
  ConnectionTable table;
  const auto slot = table.take();
  table.enter(slot, Phase::kWaiting, kNow);
  const std::uint32_t generation = table[slot].generation;
  EXPECT_TRUE(table.current(slot, generation));
  table.release(slot);
  EXPECT_FALSE(table.current(slot, generation));
  EXPECT_EQ(table.size(), 0U);
  EXPECT_EQ(table.take(), slot);
  table.enter(slot, Phase::kWaiting, kNow);
  EXPECT_FALSE(table.current(slot, generation));
  EXPECT_TRUE(table.current(slot, generation + 1));
  EXPECT_FALSE(table.current(0, 0));
  EXPECT_FALSE(table.current(99, 0));
}

TEST(ConnectionTable, RunsOutOldestFirst) {
  ConnectionTable table;
  std::vector<ConnectionTable::Slot> slots;
  for (int i = 0; i < 3; ++i) {
    slots.push_back(table.take());
    table.enter(slots.back(), Phase::kWaiting, kNow + i * 1s);
  }
  EXPECT_EQ(table.oldest(Phase::kWaiting), slots[0]);
  EXPECT_EQ(table.after(slots[0]), slots[1]);
  EXPECT_EQ(table.after(slots[2]), std::nullopt);
  EXPECT_EQ(table.next_deadline(), kNow + 5s);
  EXPECT_FALSE(table.expired(kNow + 4s));
  EXPECT_EQ(table.expired(kNow + 5s), slots[0]);
  table.enter(slots[0], Phase::kHolding, kNow + 5s);
  EXPECT_EQ(table.next_deadline(), kNow + 5s + 400ms);
  table.release(slots[1]);
  EXPECT_EQ(table.oldest(Phase::kWaiting), slots[2]);
  table.release(slots[0]);
  table.release(slots[2]);
  EXPECT_FALSE(table.next_deadline());
}

TEST(ConnectionTable, LetsRelaysLive) {
  ConnectionTable table;
  const auto slot = table.take();
  table.enter(slot, Phase::kRelaying, kNow);
  EXPECT_FALSE(table.expired(kNow + 100h));
}

TEST(ConnectionTable, KeepsAWaitingConnectionSmall) { EXPECT_LE(sizeof(Connection), 144U); }

}  // namespace
}  // namespace holdfast::daemon
