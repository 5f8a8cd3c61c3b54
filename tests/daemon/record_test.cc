#include "daemon/record.h"

#include <gtest/gtest.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

platform::EventRow event_of(const std::string& kind) {
  return {.at = {Elapsed(std::chrono::hours(1)), Wall(std::chrono::hours(500'000))}, .kind = kind};
}

TEST(Record, IsTheFileWhereThatCanBeUsed) {
  const TempDir folder;
  const auto record = open_record(folder / "holdfast.db");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->file, OpenedRecord::File::kUsed);
  EXPECT_EQ(record->trouble, "");
  EXPECT_FALSE(record->damage);
}

TEST(Record, IsHandedOverWhenTheOtherHolderLetsGo) {
  const TempDir folder;
  const auto path = folder / "holdfast.db";
  auto other = platform::Store::open(path);
  ASSERT_TRUE(other);
  ASSERT_TRUE(other->store->commit({{event_of("slip")}, {}, {{"policy", "block example.org"}}}));

  const auto record = open_record(path);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->file, OpenedRecord::File::kHeldByAnother);
  EXPECT_NE(record->trouble, "");
  ASSERT_TRUE(record->queue->commit(
      {{event_of("urge")}, {{-1, event_of("urge").at.wall, 1, 443, 3}}, {{"policy", "nothing"}}}));
  EXPECT_EQ(hand_over(*record->queue, path).error().code, ErrorCode::kBusy);
  other->store.reset();
  ASSERT_TRUE(hand_over(*record->queue, path));

  const auto again = open_record(path);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->file, OpenedRecord::File::kUsed);
  EXPECT_EQ(again->queue->last("urge").value()->id, 2);
  ASSERT_EQ(again->queue->attempts(2)->size(), 1U);
  EXPECT_EQ(again->queue->attempts(2)->front().count, 3U);
  EXPECT_EQ(again->queue->facts()->front().second, "block example.org");
  EXPECT_FALSE(again->queue->verify_chain()->broken_at);
}

}  // namespace
}  // namespace holdfast::daemon
