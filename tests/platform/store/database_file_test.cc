#include "platform/store/database_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/platform/store/store_fixture.h"

namespace holdfast::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DatabaseFile : public StoreTest {
 protected:
  void write(const std::string& suffix, const std::string& bytes) const {
    std::ofstream(file().native() + suffix) << bytes;
  }
  std::string read(const std::string& suffix) const { return bytes_of(file().native() + suffix); }
};

TEST_F(DatabaseFile, TakesAFreeName) {
  write(".part", "new");
  write("-wal", "of nothing");
  const auto aside = replace_database(file());
  ASSERT_TRUE(aside);
  EXPECT_TRUE(aside->empty());
  EXPECT_EQ(read(""), "new");
  EXPECT_THAT(names_in(directory()), ElementsAre("holdfast.db"));
}

TEST_F(DatabaseFile, KeepsTheOldOneAsideAndNeverOverwrites) {
  write(".damaged-1", "older");
  write(".damaged-2-wal", "older");
  write("", "old");
  write("-wal", "old log");
  write("-journal", "old journal");
  write(".part", "new");
  EXPECT_EQ(*replace_database(file()), file().native() + ".damaged-3");
  EXPECT_EQ(read(""), "new");
  EXPECT_EQ(read(".damaged-1"), "older");
  EXPECT_EQ(read(".damaged-2-wal"), "older");
  EXPECT_EQ(read(".damaged-3"), "old");
  EXPECT_EQ(read(".damaged-3-wal"), "old log");
  EXPECT_EQ(read(".damaged-3-journal"), "old journal");
}

TEST_F(DatabaseFile, FailsWithoutAPart) {
  write("", "old");
  EXPECT_FALSE(replace_database(file()));
  EXPECT_EQ(read(""), "old");
}

TEST_F(DatabaseFile, DropsAReplacementThatDidNotBegin) {
  write("", "old");
  write("-wal", "old log");
  write(".new", "new");
  ASSERT_TRUE(finish_replacing(file()));
  EXPECT_THAT(names_in(directory()), ElementsAre("holdfast.db", "holdfast.db-wal"));
  EXPECT_EQ(read(""), "old");
}

TEST_F(DatabaseFile, FinishesACreation) {
  write(".new", "new");
  write("-wal", "of nothing");
  ASSERT_TRUE(finish_replacing(file()));
  EXPECT_THAT(names_in(directory()), ElementsAre("holdfast.db"));
}

TEST_F(DatabaseFile, CreatesOnlyWhatIsNotThere) {
  ASSERT_TRUE(create_private_file(file()));
  EXPECT_FALSE(create_private_file(file()));
}

TEST_F(DatabaseFile, RemovesEveryTraceAndNothingElse) {
  for (const char* suffix : {"", "-wal", ".part", ".part-journal", ".new", ".damaged-1",
                             ".damaged-1-wal", ".damaged-12"}) {
    write(suffix, "x");
  }
  write("s-of-others", "x");
  ASSERT_TRUE(remove_every_trace(file()));
  EXPECT_THAT(names_in(directory()), ElementsAre("holdfast.dbs-of-others"));
  ASSERT_TRUE(remove_every_trace(file())) << "nothing there is success";
}

}  // namespace
}  // namespace holdfast::platform
