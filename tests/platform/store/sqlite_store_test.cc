#include "platform/store/sqlite_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/platform/store/store_fixture.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::unique_ptr<Store> in_memory() { return std::move(Store::open(":memory:")->store); }

TEST(SqliteStore, GivesEventsBackAsTheyWere) {
  const auto store = in_memory();
  EventRow event = an_event(7);
  event.subject = std::string("nul\0 in it", 10);
  event.detail = "";
  event.utc_offset = -3h - 30min;
  ASSERT_THAT(*store->commit({{event}, {}, {}}), ElementsAre(1));
  event.id = 1;
  EXPECT_THAT(all_events(*store), ElementsAre(event));
}

TEST(SqliteStore, NumbersEventsAndTakesNumbersThatAscend) {
  const auto store = in_memory();
  EXPECT_THAT(*store->commit(events_batch(2)), ElementsAre(1, 2));
  Batch numbered = events_batch(2);
  numbered.events[0].id = 10;
  EXPECT_THAT(*store->commit(numbered), ElementsAre(10, 11));
  numbered.events[0].id = 11;
  const auto again = store->commit(numbered);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kInvalid);
  EXPECT_FALSE(store->verify_chain()->broken_at);
}

TEST(SqliteStore, WritesAllOfABatchOrNothing) {
  const auto store = in_memory();
  Batch batch = events_batch(3);
  batch.facts.push_back({"key", "value"});
  batch.attempts.push_back({.episode = 99, .at = {}});  // no such event
  const auto refused = store->commit(batch);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_THAT(all_events(*store), IsEmpty());
  EXPECT_THAT(*store->facts(), IsEmpty());
  EXPECT_THAT(*store->days({}, sys_days::max()), IsEmpty());
  batch.attempts.clear();
  EXPECT_THAT(*store->commit(batch), ElementsAre(1, 2, 3));
}

TEST(SqliteStore, KeepsAttemptsWithTheirEpisode) {
  const auto store = in_memory();
  const Wall at = an_event(1).at.wall;
  ASSERT_TRUE(store->commit(
      {{an_event(1), an_event(2)}, {{-2, at + 5ms, 3, 443, 17}, {-1, at - 1s, 0, 80, 1}}, {}}));
  ASSERT_TRUE(store->commit({{}, {{2, at + 2h, 1, 65535, 4'000'000'000}}, {}}));
  EXPECT_THAT(*store->attempts(1), ElementsAre(AttemptRow{1, at - 1s, 0, 80, 1}));
  EXPECT_THAT(*store->attempts(2), ElementsAre(AttemptRow{2, at + 5ms, 3, 443, 17},
                                               AttemptRow{2, at + 2h, 1, 65535, 4'000'000'000}));
  EXPECT_FALSE(store->verify_chain()->broken_at);
}

TEST(SqliteStore, PutsAndErasesFacts) {
  const auto store = in_memory();
  ASSERT_TRUE(store->commit({{}, {}, {{"b", "1"}, {"a", std::string("\0", 1)}, {"b", ""}}}));
  EXPECT_THAT(*store->facts(),
              ElementsAre(std::pair("a", std::string("\0", 1)), std::pair("b", "")));
  ASSERT_TRUE(store->commit({{}, {}, {{"a", std::nullopt}, {"c", std::nullopt}}}));
  EXPECT_THAT(*store->facts(), ElementsAre(std::pair("b", "")));
}

TEST(SqliteStore, SelectsEvents) {
  const auto store = in_memory();
  Batch batch;
  for (int i = 0; i < 10; ++i)
    batch.events.push_back(an_event(i * 24 * 60, i % 2 ? "slip" : "urge"));
  ASSERT_TRUE(store->commit(batch));
  const auto wall = [](int i) { return an_event(i * 24 * 60).at.wall; };
  const auto select = [&](const Store::Query& query) { return ids_of(all_events(*store, query)); };
  EXPECT_THAT(select({.since = wall(7)}), ElementsAre(8, 9, 10));
  EXPECT_THAT(select({.since = wall(7) + 1ms}), ElementsAre(9, 10));
  EXPECT_THAT(select({.until = wall(2)}), ElementsAre(1, 2));
  EXPECT_THAT(select({.since = wall(2), .until = wall(6), .kinds = {"slip"}}), ElementsAre(4, 6));
  EXPECT_THAT(select({.kinds = {"slip", "urge"}, .limit = 3}), ElementsAre(8, 9, 10));
  EXPECT_THAT(select({.until = wall(5), .kinds = {"slip"}, .limit = 1}), ElementsAre(4));
  EXPECT_THAT(select({.limit = 0}), IsEmpty());
  EXPECT_THAT(select({.since = wall(50)}), IsEmpty());
  EXPECT_EQ((*store->last("slip"))->id, 10);
  EXPECT_EQ((*store->last("urge"))->id, 9);
  EXPECT_FALSE(*store->last("nothing"));
}

TEST(SqliteStore, FindsAnEventThatIsToldOfLater) {
  const auto store = in_memory();
  ASSERT_TRUE(store->commit(events_batch(3, 5000)));
  ASSERT_TRUE(store->commit({{an_event(10, "slip")}, {}, {}}));
  const Store::Query query{.since = an_event(0).at.wall, .until = an_event(20).at.wall};
  EXPECT_THAT(ids_of(all_events(*store, query)), ElementsAre(4));
}

TEST(SqliteStore, StopsReadingWhenToldTo) {
  const auto store = in_memory();
  ASSERT_TRUE(store->commit(events_batch(5)));
  int seen = 0;
  ASSERT_TRUE(store->events({}, [&](const EventRow&) { return ++seen < 2; }));
  EXPECT_EQ(seen, 2);
}

TEST(SqliteStore, CountsEventsByLocalDay) {
  const auto store = in_memory();
  EventRow late = an_event(0);
  late.at.wall = sys_days(days(100)) + 23h;
  EventRow east = late;
  east.utc_offset = 2h;
  EventRow before_1970 = late;
  before_1970.at.wall = sys_days(days(-3)) - 1ms;
  ASSERT_TRUE(store->commit({{late, east, late, before_1970}, {}, {}}));
  ASSERT_TRUE(store->commit({{late}, {}, {}}));
  EXPECT_THAT(
      *store->days(sys_days(days(-10)), sys_days(days(200))),
      ElementsAre(DayRow{sys_days(days(-4)), "urge", 1}, DayRow{sys_days(days(100)), "urge", 3},
                  DayRow{sys_days(days(101)), "urge", 1}));
  EXPECT_EQ(store->days(sys_days(days(101)), sys_days(days(101)))->size(), 1U);
}

TEST_F(StoreTest, ErasesEverything) {
  auto opened = open();
  ASSERT_TRUE(opened.store->commit({{an_event(1)}, {}, {{"key", "a secret that must go"}}}));
  std::ofstream(file().native() + ".damaged-1") << "a secret that must go";
  std::ofstream(file().native() + ".damaged-1-wal") << "a secret that must go";
  ASSERT_TRUE(opened.store->erase());
  EXPECT_THAT(all_events(*opened.store), IsEmpty());
  for (const std::string& name : names_in(directory())) {
    EXPECT_EQ(bytes_of(directory() / name).find("secret"), std::string::npos) << name;
  }
  EXPECT_THAT(*opened.store->commit(events_batch(1)), ElementsAre(1));
}

TEST(SqliteStore, ErasesMemory) {
  const auto store = in_memory();
  ASSERT_TRUE(store->commit(events_batch(3)));
  ASSERT_TRUE(store->erase());
  EXPECT_EQ(store->verify_chain()->rows, 0);
}

}  // namespace
}  // namespace holdfast::platform
