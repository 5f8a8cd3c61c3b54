#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/store/row_hash.h"
#include "platform/store/sqlite.h"
#include "platform/store/sqlite_store.h"
#include "tests/platform/store/store_fixture.h"

namespace holdfast::platform {
namespace {

class VerifyChain : public StoreTest {
 protected:
  VerifyChain() {
    Batch batch = events_batch(10);
    for (int i = 0; i < 6; ++i) batch.attempts.push_back({-1 - i % 2, batch.events[0].at.wall});
    EXPECT_TRUE(open().store->commit(batch));
  }

  Store::Chain after(const std::string& sql) {
    auto database = sqlite::Database::open(file(), sqlite::Database::Access::kReadWrite);
    EXPECT_TRUE(database);
    EXPECT_TRUE(database->run(sql));
    *database = {};
    auto chain = open().store->verify_chain();
    EXPECT_TRUE(chain);
    return *chain;
  }
};

TEST_F(VerifyChain, IsWholeWhereNothingWasTouched) {
  const Store::Chain chain = after("SELECT 1");
  EXPECT_EQ(chain.rows, 10);
  EXPECT_EQ(chain.gaps, 0);
  EXPECT_FALSE(chain.broken_at);
  RowHasher hasher;
  Hash head{};
  for (EventRow& row : all_events(*open().store)) head = hasher.event(head, row);
  EXPECT_EQ(chain.head, to_hex(head));
}

TEST_F(VerifyChain, ShowsAnEditedRow) {
  EXPECT_EQ(after("UPDATE event SET wall_ms = wall_ms + 1 WHERE id = 4").broken_at, 4);
}

TEST_F(VerifyChain, ShowsARowTakenOut) {
  EXPECT_EQ(after("DELETE FROM event WHERE id = 5").broken_at, 6);
}

TEST_F(VerifyChain, ShowsAnExchangedHash) {
  EXPECT_EQ(after("UPDATE event SET hash = zeroblob(32) WHERE id = 3").broken_at, 3);
}

TEST_F(VerifyChain, ShowsThatItsEndWasCutOff) {
  const std::string head = after("SELECT 1").head;
  const Store::Chain cut = after("DELETE FROM event WHERE id = 10");
  EXPECT_EQ(cut.broken_at, 9);
  EXPECT_EQ(cut.breaks, 1);
  EXPECT_NE(cut.head, head);
  EXPECT_EQ(cut.rows, 9);
}

TEST_F(VerifyChain, ShowsAttemptsThatWereChanged) {
  EXPECT_EQ(after("UPDATE attempt SET count = 0 WHERE episode = 2 AND number = 2").broken_at, 2);
}

TEST_F(VerifyChain, ShowsAttemptsThatWereTakenOut) {
  EXPECT_EQ(after("DELETE FROM attempt WHERE episode = 1 AND number = 3").broken_at, 1);
}

TEST_F(VerifyChain, CountsThePlacesThatDoNotFit) {
  EXPECT_EQ(after("SELECT 1").breaks, 0);
  EXPECT_EQ(after("UPDATE event SET wall_ms = wall_ms + 1 WHERE id IN (4, 7)").breaks, 2);
}

TEST_F(VerifyChain, GivesTheHashOfEveryRow) {
  const std::string head = after("SELECT 1").head;
  const auto store = std::move(Store::open(file())->store);
  EXPECT_EQ(*store->hash_of(10), head);
  EXPECT_EQ(store->hash_of(1)->size(), 64u);
  EXPECT_NE(*store->hash_of(1), *store->hash_of(2));
  for (const std::int64_t none : {-1, 0, 11}) EXPECT_EQ(*store->hash_of(none), "") << none;
}

TEST(VerifyChainInMemory, OfNothingIsZeros) {
  const auto store = std::move(Store::open(":memory:")->store);
  const auto chain = store->verify_chain();
  EXPECT_EQ(chain->rows, 0);
  EXPECT_EQ(chain->head, std::string(64, '0'));
}

}  // namespace
}  // namespace holdfast::platform
