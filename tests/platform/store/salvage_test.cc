#include "platform/store/salvage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/store/migrations.h"
#include "tests/platform/store/store_fixture.h"

namespace holdfast::platform {
namespace {

using sqlite::Database;

class SalvageTest : public StoreTest {
 protected:
  Salvaged salvage_to_memory() {
    auto damaged = Database::open(file(), Database::Access::kReadWrite);
    EXPECT_TRUE(damaged);
    fresh_ = std::move(*Database::open(":memory:", Database::Access::kCreate));
    EXPECT_TRUE(migrate(fresh_));
    const auto salvaged = salvage(*damaged, fresh_);
    EXPECT_TRUE(salvaged) << salvaged.error().text;
    return *salvaged;
  }
  void run(const std::string& sql) {
    auto database = Database::open(file(), Database::Access::kReadWrite);
    ASSERT_TRUE(database);
    const auto ran = database->run(sql);
    ASSERT_TRUE(ran) << ran.error().text;
  }

  Database fresh_;
};

TEST_F(SalvageTest, CopiesAWholeDatabase) {
  Batch batch = events_batch(100);
  for (int i = 0; i < 50; ++i) batch.attempts.push_back({-1 - i % 3, an_event(i).at.wall});
  batch.facts = {{"a", "1"}, {"b", "2"}};
  ASSERT_TRUE(open().store->commit(batch));
  const Salvaged salvaged = salvage_to_memory();
  EXPECT_EQ(salvaged.events, 100);
  EXPECT_EQ(salvaged.attempts, 50);
  EXPECT_EQ(salvaged.facts, 2);
  EXPECT_EQ(salvaged.gaps, 0);
  EXPECT_EQ(describe(salvaged), "100 events, 2 facts and 50 attempts were carried over");
  EXPECT_EQ(*fresh_.integer("SELECT count(*) FROM episode WHERE attempts IN (16, 17)"), 3);
}

TEST_F(SalvageTest, LeavesOutWhatTheTablesDoNotTake) {
  ASSERT_TRUE(open().store->commit(events_batch(5)));
  run("PRAGMA ignore_check_constraints = ON; UPDATE event SET hash = x'00' WHERE id = 3");
  const Salvaged salvaged = salvage_to_memory();
  EXPECT_EQ(salvaged.events, 4);
  EXPECT_EQ(salvaged.gaps, 1);
  EXPECT_EQ(*fresh_.integer("SELECT before_event FROM chain_gap"), 4);
}

TEST_F(SalvageTest, ChainsAnEpisodeAnewThatLostAttempts) {
  Batch batch = events_batch(1);
  for (int i = 0; i < 5; ++i) batch.attempts.push_back({-1, an_event(i).at.wall});
  ASSERT_TRUE(open().store->commit(batch));
  run("DELETE FROM attempt WHERE number = 3");
  EXPECT_EQ(salvage_to_memory().attempts, 4);
  EXPECT_EQ(*fresh_.integer("SELECT max(number) FROM attempt"), 4);
  EXPECT_EQ(*fresh_.integer("SELECT attempts FROM episode"), 4);
}

TEST_F(SalvageTest, DoesWithoutTablesThatAreGone) {
  ASSERT_TRUE(open().store->commit({{an_event(1)}, {}, {{"a", "1"}}}));
  run("DROP TABLE attempt; DROP TABLE episode; DROP TABLE fact; DROP TABLE chain_gap");
  const Salvaged salvaged = salvage_to_memory();
  EXPECT_EQ(salvaged.events, 1);
  EXPECT_EQ(salvaged.facts, 0);
}

// Whichever page is lost, what stands on the others is carried over.
TEST_F(SalvageTest, GoesRoundAnyLostPage) {
  Batch batch = events_batch(600);
  for (int i = 0; i < 20; ++i) batch.facts.push_back({"fact " + std::to_string(i), "value"});
  ASSERT_TRUE(open().store->commit(batch));
  const std::string whole = bytes_of(file());
  for (std::size_t page = 1; page * 4096 < whole.size(); ++page) {
    std::string ruined = whole;
    ruined.replace(page * 4096, 4096, std::string(4096, '\0'));
    std::ofstream(file(), std::ios::binary) << ruined;
    const Salvaged salvaged = salvage_to_memory();
    const bool is_root_of_events = salvaged.events == 0;
    EXPECT_TRUE(salvaged.events >= 550 || is_root_of_events) << "page " << page;
    EXPECT_TRUE(salvaged.facts == 20 || salvaged.events == 600) << "page " << page;
  }
}

}  // namespace
}  // namespace holdfast::platform
