#include "daemon/policy_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

TEST(PolicyFile, IsReadAndClosedToOthers) {
  const TempDir folder;
  put(folder / "policy.rules", "block example.org\n");
  ::chmod((folder / "policy.rules").c_str(), 0644);
  EXPECT_EQ(read_policy(folder / "policy.rules").text, "block example.org\n");
  struct stat found {};
  ASSERT_EQ(::stat((folder / "policy.rules").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST(PolicyFile, TellsNoneFromOneThatCannotBeRead) {
  const TempDir folder;
  const PolicyFile none = read_policy(folder / "policy.rules");
  EXPECT_EQ(none.text, std::nullopt);
  EXPECT_TRUE(none.failure.empty());
  std::filesystem::create_directory(folder / "policy.rules");
  const PolicyFile bad = read_policy(folder / "policy.rules");
  EXPECT_EQ(bad.text, std::nullopt);
  EXPECT_FALSE(bad.failure.empty());
}

}  // namespace
}  // namespace holdfast::daemon
