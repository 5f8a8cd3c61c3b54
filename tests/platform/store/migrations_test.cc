#include "platform/store/migrations.h"

#include <gtest/gtest.h>

#include <string>

#include "platform/store/row_hash.h"

namespace holdfast::platform {
namespace {

using sqlite::Database;

Database in_memory() { return std::move(*Database::open(":memory:", Database::Access::kCreate)); }

TEST(Migrations, MakeAFileOurs) {
  const Database database = in_memory();
  EXPECT_EQ(*version_of(database), 0);
  ASSERT_TRUE(migrate(database));
  EXPECT_EQ(*version_of(database), static_cast<std::int64_t>(migrations().size()));
  EXPECT_EQ(*database.integer("PRAGMA application_id"), kApplicationId);
  EXPECT_TRUE(migrate(database)) << "a second time there is nothing to do";
}

TEST(Migrations, MakeOnlyStrictTables) {
  const Database database = in_memory();
  ASSERT_TRUE(migrate(database));
  EXPECT_EQ(*database.integer("SELECT count(*) FROM pragma_table_list WHERE strict = 0"
                              " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"),
            0);
}

TEST(Migrations, RefuseANewerFile) {
  const Database database = in_memory();
  ASSERT_TRUE(migrate(database));
  ASSERT_TRUE(database.run("PRAGMA user_version = 99"));
  EXPECT_EQ(migrate(database).error().code, ErrorCode::kUnsupported);
}

TEST(Migrations, RefuseAFileOfAnotherProgram) {
  const Database theirs = in_memory();
  ASSERT_TRUE(theirs.run("CREATE TABLE t (a)"));
  EXPECT_EQ(migrate(theirs).error().code, ErrorCode::kCorrupt);
  const Database numbered = in_memory();
  ASSERT_TRUE(numbered.run("PRAGMA user_version = 1"));
  EXPECT_EQ(migrate(numbered).error().code, ErrorCode::kCorrupt);
}

// A released migration is never edited: files that had it would be left behind.
TEST(Migrations, AreAsTheyWereReleased) {
  RowHasher hasher;
  std::string hashes;
  for (const std::string_view migration : migrations()) {
    EventRow row;
    row.kind = migration;
    hashes += to_hex(hasher.event(Hash{}, row)).substr(0, 16) + " ";
  }
  EXPECT_EQ(hashes, "adf138d9b8f55bd6 ");
}

}  // namespace
}  // namespace holdfast::platform
