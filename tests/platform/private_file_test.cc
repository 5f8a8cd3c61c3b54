#include "platform/private_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

TEST(PrivateFile, IsClosedWhateverItWas) {
  const TempDir folder;
  put(folder / "old", "x");
  ::chmod((folder / "old").c_str(), 0666);
  for (const char* name : {"old", "new"}) {
    ASSERT_TRUE(write_private_file(folder / name, "secret"));
    struct stat info {};
    ASSERT_EQ(::stat((folder / name).c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 07777, 0600u) << name;
    EXPECT_EQ(read_private_file(folder / name, 10).value(), "secret");
  }
}

TEST(PrivateFile, OneThatOthersReachIsRefusedWithAdvice) {
  const TempDir folder;
  ASSERT_TRUE(write_private_file(folder / "file", "secret"));
  ::chmod((folder / "file").c_str(), 0640);
  const auto open = read_private_file(folder / "file", 10);
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, ErrorCode::kInvalid);
  EXPECT_NE(open.error().text.english().find("chmod 600"), std::string::npos);
  ::chmod((folder / "file").c_str(), 0600);
  EXPECT_FALSE(read_private_file(folder / "file", 3));
  EXPECT_EQ(read_private_file(folder / "none", 10).error().code, ErrorCode::kNotFound);
  if (::geteuid() != 0) return;
  ASSERT_EQ(::chown((folder / "file").c_str(), 1, 1), 0);
  EXPECT_FALSE(read_private_file(folder / "file", 10));
}

}  // namespace
}  // namespace holdfast::platform
