#include "tray/cli/private_copy.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

namespace holdfast::cli {
namespace {

mode_t mode_of(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 07777;
}

TEST(PrivateCopy, IsForItsOwnerAloneAndGoesAway) {
  std::string path;
  {
    auto copy = PrivateCopy::make(testing::TempDir(), "text\n");
    ASSERT_TRUE(copy) << copy.error().text;
    path = copy->path();
    EXPECT_EQ(mode_of(path), 0600u);
    EXPECT_EQ(mode_of(std::filesystem::path(path).parent_path()), 0700u);
    EXPECT_EQ(copy->read(), "text\n");
  }
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(path).parent_path()));
}

TEST(PrivateCopy, CanBeKept) {
  std::string path;
  {
    auto copy = PrivateCopy::make(testing::TempDir(), "");
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->read(), "");
    copy->keep();
    path = copy->path();
  }
  EXPECT_TRUE(std::filesystem::exists(path));
  std::filesystem::remove_all(std::filesystem::path(path).parent_path());
}

TEST(PrivateCopy, SaysWhereItCannotBeMade) {
  const auto copy = PrivateCopy::make("/nowhere", "");
  ASSERT_FALSE(copy);
  EXPECT_NE(copy.error().text.find("/nowhere"), std::string::npos);
}

TEST(PrivateCopy, TheEditorGetsThePathAsOneWord) {
  EXPECT_TRUE(run_editor("test \"/a b\" =", "/a b"));
  EXPECT_FALSE(run_editor("false", "/a"));
  EXPECT_FALSE(run_editor("there-is-no-such-editor 2>/dev/null", "/a"));
}

}  // namespace
}  // namespace holdfast::cli
