#include "platform/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/store/sqlite.h"
#include "tests/platform/store/store_fixture.h"

// How files of every condition are opened; what an open store does is in sqlite_store_test.cc.

namespace holdfast::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

mode_t mode_of(const std::filesystem::path& path) {
  struct stat status {};
  ::stat(path.c_str(), &status);
  return status.st_mode & 07777;
}

void overwrite(const std::filesystem::path& path, std::size_t at, const std::string& bytes) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(at));
  file << bytes;
}

void run_sql(const std::filesystem::path& path, const std::string& sql) {
  auto database = sqlite::Database::open(path, sqlite::Database::Access::kCreate);
  ASSERT_TRUE(database);
  const auto ran = database->run(sql);
  ASSERT_TRUE(ran) << ran.error().text;
}

TEST_F(StoreTest, BeginsAPrivateFile) {
  const auto file = directory() / "var" / "lib" / "holdfast.db";
  auto opened = Store::open(file);
  ASSERT_TRUE(opened) << opened.error().text;
  EXPECT_FALSE(opened->damage);
  EXPECT_FALSE(opened->broken_at);
  ASSERT_TRUE(opened->store->commit(events_batch(1)));
  EXPECT_EQ(mode_of(file.parent_path()), 0700U);
  EXPECT_EQ(mode_of(file), 0600U);
  EXPECT_EQ(mode_of(file.native() + "-wal"), 0600U);
  opened->store.reset();
  EXPECT_THAT(names_in(file.parent_path()), ElementsAre("holdfast.db"));
}

TEST_F(StoreTest, FindsEverythingAgain) {
  ASSERT_TRUE(open().store->commit({{an_event(1)}, {{-1, an_event(1).at.wall}}, {{"a", "b"}}}));
  const auto again = open();
  EXPECT_FALSE(again.damage);
  ASSERT_EQ(all_events(*again.store).size(), 1U);
  EXPECT_EQ(again.store->attempts(1)->size(), 1U);
  EXPECT_THAT(*again.store->facts(), ElementsAre(std::pair("a", "b")));
}

TEST_F(StoreTest, TakesRightsFromOthers) {
  ASSERT_TRUE(open().store);
  ::chmod(file().c_str(), 0644);
  ASSERT_TRUE(open().store);
  EXPECT_EQ(mode_of(file()), 0600U);
}

TEST_F(StoreTest, LetsASecondProcessWait) {
  const auto first = open();
  const pid_t second = ::fork();
  ASSERT_NE(second, -1);
  if (second == 0) {
    const auto opened = Store::open(file());
    ::_exit(!opened && opened.error().code == ErrorCode::kBusy ? 0 : 1);
  }
  int status = 0;
  ::waitpid(second, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(first.store->commit(events_batch(1)));
}

TEST_F(StoreTest, IsBusyWhereAnotherProgramReads) {
  open();
  auto other = sqlite::Database::open(file(), sqlite::Database::Access::kReadWrite);
  ASSERT_TRUE(other);
  ASSERT_TRUE(other->run("BEGIN; SELECT * FROM event"));
  const auto opened = Store::open(file());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kBusy);
}

TEST_F(StoreTest, LeavesANewerFileAlone) {
  open();
  run_sql(file(), "PRAGMA user_version = 1000");
  const std::string before = bytes_of(file());
  const auto opened = Store::open(file());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(opened.error().text, HasSubstr("newer version"));
  EXPECT_EQ(bytes_of(file()), before);
  EXPECT_EQ(bytes_of(file().native() + "-wal"), "");
}

TEST_F(StoreTest, SetsAForeignDatabaseAside) {
  run_sql(file(), "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)");
  const std::string before = bytes_of(file());
  const auto opened = open();
  ASSERT_TRUE(opened.damage);
  EXPECT_THAT(*opened.damage, HasSubstr("belongs to another program"));
  EXPECT_EQ(bytes_of(file().native() + ".damaged-1"), before);
  EXPECT_TRUE(opened.store->commit(events_batch(1)));
}

TEST_F(StoreTest, SetsAsideWhatIsNoDatabase) {
  for (int round = 1; round <= 3; ++round) {
    const std::string bytes = "this is round " + std::to_string(round) + std::string(5000, 'x');
    std::ofstream(file()) << bytes;
    const auto opened = open();
    ASSERT_TRUE(opened.damage);
    EXPECT_THAT(*opened.damage, HasSubstr("damaged-" + std::to_string(round)));
    EXPECT_EQ(bytes_of(file().native() + ".damaged-" + std::to_string(round)), bytes);
  }
}

TEST_F(StoreTest, SetsAnEmptyFileAsideWithItsLog) {
  std::ofstream(file()).flush();
  std::ofstream(file().native() + "-wal") << "what was not played in";
  EXPECT_TRUE(open().damage);
  EXPECT_EQ(bytes_of(file().native() + ".damaged-1-wal"), "what was not played in");
}

TEST_F(StoreTest, CarriesOverWhatATruncatedFileStillHolds) {
  ASSERT_TRUE(open().store->commit({{}, {}, {{"clock", "1 2 3"}}}));
  ASSERT_TRUE(open().store->commit(events_batch(2000)));
  const auto size = std::filesystem::file_size(file());
  std::filesystem::resize_file(file(), size / 2);
  const std::string before = bytes_of(file());

  const auto opened = open();
  ASSERT_TRUE(opened.damage);
  EXPECT_EQ(bytes_of(file().native() + ".damaged-1"), before);
  EXPECT_THAT(*opened.store->facts(), ElementsAre(std::pair("clock", "1 2 3")));
  const auto rows = all_events(*opened.store);
  EXPECT_GT(rows.size(), 800U);
  EXPECT_LT(rows.size(), 2000U);
  EXPECT_FALSE(opened.store->verify_chain()->broken_at);
}

TEST_F(StoreTest, CarriesOverTheRowsAroundADamagedPage) {
  ASSERT_TRUE(open().store->commit(events_batch(2000)));
  const auto pages = std::filesystem::file_size(file()) / 4096;
  overwrite(file(), pages / 2 * 4096, std::string(4096, '\xee'));
  const auto opened = open();
  ASSERT_TRUE(opened.damage);
  const auto rows = all_events(*opened.store);
  EXPECT_GT(rows.size(), 1900U);
  EXPECT_LT(rows.size(), 2000U);
  EXPECT_EQ(rows.back(), [] {
    auto row = an_event(1999);
    row.id = 2000;
    return row;
  }());
  const auto chain = opened.store->verify_chain();
  EXPECT_EQ(chain->gaps, 1);
  EXPECT_FALSE(chain->broken_at);
  EXPECT_EQ(counted_by_day(*opened.store), static_cast<std::int64_t>(rows.size()));
}

TEST_F(StoreTest, SaysWhereTheRecordWasEdited) {
  ASSERT_TRUE(open().store->commit(events_batch(20)));
  run_sql(file(), "UPDATE event SET detail = '{}' WHERE id = 12");
  const auto opened = open();
  EXPECT_FALSE(opened.damage) << "an edited file is not a damaged one";
  EXPECT_EQ(opened.broken_at, 12);
}

TEST_F(StoreTest, FinishesAReplacementThatWasInterrupted) {
  ASSERT_TRUE(open().store->commit(events_batch(3)));
  // As after a crash between the two renames.
  std::filesystem::rename(file(), file().native() + ".new");
  std::ofstream(file().native() + ".damaged-1") << "the old one";
  std::ofstream(file().native() + "-wal") << "the log of the old one";
  EXPECT_EQ(all_events(*open().store).size(), 3U);
  EXPECT_EQ(bytes_of(file().native() + ".damaged-1-wal"), "the log of the old one");
  EXPECT_EQ(bytes_of(file().native() + ".damaged-1"), "the old one");
}

TEST_F(StoreTest, GivesItsFactsToALookThatChangesNothing) {
  const auto file = directory() / "store.db";
  {
    auto opened = Store::open(file);
    ASSERT_TRUE(opened->store->commit({{}, {}, {{"a", "1"}}}));
    // A process that is killed leaves the log beside the file.
    std::filesystem::copy(directory(), directory() / "killed");
  }
  const auto names = names_in(directory() / "killed");
  const auto facts = read_facts(directory() / "killed" / "store.db");
  ASSERT_TRUE(facts) << facts.error().text;
  EXPECT_THAT(*facts, ElementsAre(std::pair("a", "1")));
  EXPECT_EQ(names_in(directory() / "killed"), names);
}

TEST_F(StoreTest, GivesNoFactsOfWhatIsNoDatabase) {
  EXPECT_EQ(read_facts(directory() / "none.db").error().code, ErrorCode::kNotFound);
  std::ofstream(directory() / "torn.db") << "no database at all";
  EXPECT_EQ(read_facts(directory() / "torn.db").error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace holdfast::platform
