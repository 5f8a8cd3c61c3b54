#include "platform/store/sqlite.h"

#include <gtest/gtest.h>

#include "tests/platform/store/store_fixture.h"

namespace holdfast::platform::sqlite {
namespace {

Database in_memory() { return std::move(*Database::open(":memory:", Database::Access::kCreate)); }

TEST(Sqlite, BindsAndReadsEveryType) {
  const Database database = in_memory();
  auto row = database.prepare("SELECT ?1, ?2, ?3, ?4, NULL");
  ASSERT_TRUE(row);
  const unsigned char bytes[] = {0, 255};
  const std::string_view nothing;
  ASSERT_TRUE(
      row->bind(std::int64_t{-5}, std::string_view("a\0b", 3), std::span(bytes), nothing).step());
  EXPECT_EQ(row->integer(0), -5);
  EXPECT_EQ(row->text(1), std::string_view("a\0b", 3));
  EXPECT_EQ(row->bytes(2).size(), 2U);
  EXPECT_FALSE(row->is_null(3));
  EXPECT_TRUE(row->is_null(4));
  EXPECT_EQ(*row->step(), Statement::Step::kDone);
}

TEST(Sqlite, NamesTheKindOfError) {
  const Database database = in_memory();
  ASSERT_TRUE(database.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT"));
  EXPECT_EQ(database.run("INSERT INTO t VALUES ('x', 1)").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(database.prepare("SELECT c FROM t").error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(database.integer("SELECT a FROM t").error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(database.run("PRAGMA query_only = ON"));
  EXPECT_EQ(database.run("INSERT INTO t VALUES (1, '')").error().code, ErrorCode::kReadOnly);
  ASSERT_TRUE(database.run("PRAGMA query_only = OFF; PRAGMA max_page_count = 2"));
  EXPECT_EQ(database.run("INSERT INTO t VALUES (1, hex(zeroblob(50000)))").error().code,
            ErrorCode::kNoSpace);
  EXPECT_EQ(Database::open("/nowhere/at/all", Database::Access::kReadWrite).error().code,
            ErrorCode::kSystem);
}

TEST(Sqlite, FailsWithoutADatabase) {
  EXPECT_FALSE(Database().run("SELECT 1"));
  EXPECT_FALSE(Database().prepare("SELECT 1"));
  EXPECT_FALSE(Statement().step());
}

TEST(Sqlite, RollsBackUnlessCommitted) {
  const Database database = in_memory();
  ASSERT_TRUE(database.run("CREATE TABLE t (a)"));
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(database.run("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(*database.integer("SELECT count(*) FROM t"), 0);
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(database.run("INSERT INTO t VALUES (1)"));
    ASSERT_TRUE(transaction->commit());
  }
  EXPECT_EQ(*database.integer("SELECT count(*) FROM t"), 1);
}

}  // namespace
}  // namespace holdfast::platform::sqlite
