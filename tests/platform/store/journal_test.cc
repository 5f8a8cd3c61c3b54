#include "platform/store/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/fakes/faulty_syscalls.h"
#include "tests/platform/store/store_fixture.h"

// On real full and read-only disks: store_on_bad_disk_test.cc.

namespace holdfast::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

class Journal : public StoreTest {
 protected:
  Journal() : StoreTest(On::kMemory) {}
  std::unique_ptr<RecordQueue> open_queue() const {
    auto opened = RecordQueue::open(file());
    EXPECT_TRUE(opened) << opened.error().text;
    return opened ? std::move(opened->queue) : nullptr;
  }
  ~Journal() override { faults::disarm(); }
  static void fill_disk() {
    faults::arm({.nth = 1, .fault = ENOSPC, .duration = faults::Duration::kFromThereOn});
  }
  static void free_disk() { faults::disarm(); }
};

TEST_F(Journal, PassesOnWhatCanBeWritten) {
  const auto queue = open_queue();
  EXPECT_THAT(*queue->commit({{an_event(1)}, {{-1, an_event(1).at.wall}}, {{"a", "1"}}}),
              ElementsAre(1));
  EXPECT_EQ(queue->waiting().events, 0U);
  EXPECT_FALSE(queue->waiting().reason);
  EXPECT_EQ(queue->attempts(1)->size(), 1U);
  EXPECT_EQ(queue->verify_chain()->rows, 1);
}

TEST_F(Journal, KeepsInOrderWhatCannotBeWritten) {
  const auto queue = open_queue();
  ASSERT_TRUE(queue->commit({{an_event(0)}, {}, {{"a", "0"}, {"b", "0"}}}));
  fill_disk();
  for (int i = 1; i < 5; ++i) {
    EXPECT_THAT(*queue->commit({{an_event(i, i % 2 ? "slip" : "urge")},
                                {{-1, an_event(i).at.wall}},
                                {{"a", std::to_string(i)}, {"b", std::nullopt}}}),
                ElementsAre(i + 1));
  }
  EXPECT_EQ(queue->waiting().events, 4U);
  EXPECT_EQ(queue->waiting().attempts, 4U);
  EXPECT_EQ(queue->waiting().reason->code, ErrorCode::kNoSpace);

  const auto expect_all = [&] {
    EXPECT_THAT(ids_of(all_events(*queue)), ElementsAre(1, 2, 3, 4, 5));
    EXPECT_THAT(ids_of(all_events(*queue, {.kinds = {"urge"}, .limit = 2})), ElementsAre(3, 5));
    EXPECT_THAT(ids_of(all_events(*queue, {.limit = 5})), ElementsAre(1, 2, 3, 4, 5));
    EXPECT_THAT(ids_of(all_events(*queue, {.after = 1})), ElementsAre(2, 3, 4, 5));
    EXPECT_THAT(ids_of(all_events(*queue, {.after = 4})), ElementsAre(5));
    EXPECT_THAT(ids_of(all_events(*queue, {.since = an_event(2).at.wall})), ElementsAre(3, 4, 5));
    EXPECT_THAT(*queue->facts(), ElementsAre(Pair("a", "4")));
    EXPECT_EQ((*queue->last("slip"))->id, 4);
    EXPECT_EQ((*queue->last("urge"))->id, 5);
    EXPECT_EQ(queue->attempts(3)->size(), 1U);
    const auto day = local_day(an_event(0));
    EXPECT_THAT(*queue->days(day, day),
                ElementsAre(DayRow{day, "slip", 2}, DayRow{day, "urge", 3}));
  };
  EXPECT_FALSE(queue->retry());
  free_disk();
  expect_all();
  ASSERT_TRUE(queue->retry());
  EXPECT_EQ(queue->waiting().events, 0U);
  EXPECT_FALSE(queue->waiting().reason);
  expect_all();
  EXPECT_FALSE(queue->verify_chain()->broken_at);
}

TEST_F(Journal, WritesWhatWaitsBeforeTheNextBatch) {
  {
    const auto queue = open_queue();
    fill_disk();
    ASSERT_TRUE(queue->commit(events_batch(3)));
    free_disk();
    EXPECT_THAT(*queue->commit(events_batch(1)), ElementsAre(4));
  }
  EXPECT_EQ(all_events(*open().store).size(), 4U);
}

TEST_F(Journal, DropsOldAttemptsButNoEvent) {
  const auto queue = open_queue();
  fill_disk();
  ASSERT_TRUE(queue->commit(events_batch(1)));
  constexpr int kBatches = 30;
  for (int i = 0; i < kBatches; ++i) {
    Batch batch = events_batch(1, i);
    batch.attempts.assign(5000, {.episode = 1, .at = an_event(0).at.wall, .count = i + 1U});
    ASSERT_TRUE(queue->commit(batch));
  }
  EXPECT_EQ(queue->waiting().events, 1U + kBatches);
  EXPECT_EQ(queue->waiting().attempts, 100'000U);
  EXPECT_EQ(queue->waiting().attempts_dropped, 50'000U);
  free_disk();
  ASSERT_TRUE(queue->retry());
  EXPECT_EQ(queue->waiting().attempts_dropped, 0U);
  const auto attempts = *queue->attempts(1);
  ASSERT_EQ(attempts.size(), 100'000U);
  EXPECT_EQ(attempts.front().count, 11U);
  EXPECT_EQ(attempts.back().count, 30U);
}

TEST_F(Journal, RefusesWhatIsWrongInItself) {
  const auto queue = open_queue();
  ASSERT_TRUE(queue->commit(events_batch(2)));
  Batch batch = events_batch(1);
  batch.events[0].id = 2;
  EXPECT_EQ(queue->commit(batch).error().code, ErrorCode::kInvalid);
  EXPECT_THAT(*queue->commit(events_batch(1)), ElementsAre(3));
}

TEST_F(Journal, KeepsEventsWhoseAttemptsBelongToNothing) {
  const auto queue = open_queue();
  Batch batch = events_batch(1);
  batch.attempts = {{.episode = 77, .at = {}}};
  EXPECT_THAT(*queue->commit(batch), ElementsAre(1));
  EXPECT_EQ(all_events(*queue).size(), 1U);
}

TEST_F(Journal, BeginsWithoutAFileWhereTheDiskIsFull) {
  fill_disk();
  auto opened = RecordQueue::open(file());
  ASSERT_TRUE(opened) << opened.error().text;
  ASSERT_TRUE(opened->unwritable);
  const auto& queue = opened->queue;
  EXPECT_EQ(queue->waiting().reason->code, ErrorCode::kNoSpace);
  EXPECT_THAT(*queue->commit({{an_event(1)}, {}, {{"a", "1"}}}), ElementsAre(1));
  EXPECT_THAT(*queue->facts(), ElementsAre(Pair("a", "1")));
  EXPECT_EQ(all_events(*queue).size(), 1U);
  EXPECT_EQ(queue->verify_chain()->head, std::string(64, '0'));
  free_disk();
  EXPECT_THAT(*queue->commit(events_batch(1)), ElementsAre(2));
  EXPECT_EQ(queue->verify_chain()->rows, 2);
  EXPECT_FALSE(queue->waiting().reason);
}

TEST_F(Journal, OpensAnewWhereTheFileTurnsOutDamaged) {
  const auto queue = open_queue();
  ASSERT_TRUE(queue->commit(events_batch(5000)));
  // Behind the back of the open store, so that reading what it has not in memory fails.
  for (const std::string& name : {file().native(), file().native() + "-wal"}) {
    std::fstream ruined(name, std::ios::in | std::ios::out | std::ios::binary);
    ruined.seekp(4096);
    ruined << std::string(std::filesystem::file_size(name) - 4096, '\xee');
  }
  Batch batch{{an_event(1)}, {{.episode = 10, .at = an_event(1).at.wall}}, {{"new", "1"}}};
  EXPECT_THAT(*queue->commit(batch), ElementsAre(5001));
  const auto damage = queue->take_damage();
  ASSERT_TRUE(damage);
  EXPECT_THAT(*damage, HasSubstr("damaged-1"));
  EXPECT_FALSE(queue->take_damage());
  EXPECT_EQ(all_events(*queue).back().id, 5001);
  EXPECT_THAT(*queue->facts(), ElementsAre(Pair("new", "1")));
}

TEST_F(Journal, NoticesThatTheFileWasDeletedOrCutShort) {
  for (const auto& ruin : std::initializer_list<std::function<void()>>{
           [&] { std::filesystem::remove(file()); },
           [&] { std::filesystem::resize_file(file(), 0); }}) {
    const auto queue = open_queue();
    ASSERT_TRUE(queue->commit(events_batch(5)));
    ruin();
    ASSERT_TRUE(queue->commit({{an_event(7, "slip")}, {}, {{"a", "1"}}}));
    EXPECT_TRUE(queue->take_damage());
    EXPECT_THAT(*queue->facts(), ElementsAre(Pair("a", "1")));
    EXPECT_EQ(Store::open(file()).error().code, ErrorCode::kBusy) << "the name is ours again";
  }
}

TEST_F(Journal, ForgetsWhatWaitsToo) {
  const auto queue = open_queue();
  ASSERT_TRUE(queue->commit(events_batch(3)));
  fill_disk();
  ASSERT_TRUE(queue->commit(events_batch(3)));
  EXPECT_FALSE(queue->erase());
  EXPECT_THAT(all_events(*queue), IsEmpty());
  free_disk();
  ASSERT_TRUE(queue->erase());
  EXPECT_THAT(*queue->commit(events_batch(1)), ElementsAre(1));
}

TEST_F(Journal, IsBusyWhereAnotherHasTheFile) {
  const auto first = open_queue();
  const auto second = RecordQueue::open(file());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
}

}  // namespace
}  // namespace holdfast::platform
