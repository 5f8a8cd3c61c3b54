#include "platform/browser/kept_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

struct KeptFilesTest : testing::Test {
  TempDir root;
  KeptFiles files{root.path(), root / "list"};
};

TEST_F(KeptFilesTest, TakesAwayTheFoldersItMade) {
  fs::create_directories(root / "etc");
  ASSERT_TRUE(files.write(root / "etc/a/b/file", "text\n"));
  EXPECT_EQ(get(root / "etc/a/b/file"), "text\n");
  struct stat found {};
  ASSERT_EQ(::stat((root / "etc/a/b").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0755U);
  ASSERT_TRUE(files.remove(root / "etc/a/b/file"));
  // Another one, who never saw it being made.
  KeptFiles(root.path(), root / "list").remove_folders();
  EXPECT_FALSE(fs::exists(root / "etc/a"));
  EXPECT_TRUE(fs::exists(root / "etc"));
  EXPECT_FALSE(fs::exists(root / "list"));
}

TEST_F(KeptFilesTest, LeavesAFolderThatSomebodyElseUses) {
  ASSERT_TRUE(files.write(root / "a/file", "text\n"));
  put(root / "a/theirs", "");
  ASSERT_TRUE(files.remove(root / "a/file"));
  files.remove_folders();
  EXPECT_TRUE(fs::exists(root / "a/theirs"));
}

TEST_F(KeptFilesTest, WritesOnlyWhatDiffers) {
  ASSERT_TRUE(files.write(root / "file", "text\n"));
  const auto written = fs::last_write_time(root / "file");
  fs::last_write_time(root / "file", written - std::chrono::hours(1));
  ASSERT_TRUE(files.write(root / "file", "text\n"));
  EXPECT_EQ(fs::last_write_time(root / "file"), written - std::chrono::hours(1));
}

TEST_F(KeptFilesTest, SeesThroughBlanksThatWereNotCutOff) {
  put(root / "file", "text\n   ");
  EXPECT_EQ(KeptFiles::text_of(root / "file"), "text\n");
  EXPECT_EQ(KeptFiles::text_of(root / "none"), std::nullopt);
}

TEST_F(KeptFilesTest, IsDoneWhereThereIsNothingToRemove) {
  EXPECT_TRUE(files.remove(root / "none/file"));
}

}  // namespace
}  // namespace holdfast::platform
