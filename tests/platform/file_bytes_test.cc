#include "platform/file_bytes.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

TEST(FileBytes, RefusesWhatIsNoRegularFile) {
  const TempDir dir;
  ASSERT_EQ(mkfifo((dir / "pipe").c_str(), 0600), 0);
  for (const std::filesystem::path& path : {dir.path(), dir / "pipe"}) {
    const Result<Fd> fd = open_regular(AT_FDCWD, path.string(), O_RDONLY, path.string());
    ASSERT_FALSE(fd);
    EXPECT_EQ(fd.error().code, ErrorCode::kInvalid) << fd.error().text;
  }
}

TEST(FileBytes, ReadsAllAndNotMoreThanAllowed) {
  const TempDir dir;
  const std::string bytes = std::string(100'000, 'x') + '\0' + "\r\n\xff";
  put(dir / "f", bytes);
  const Result<Fd> fd = open_regular(AT_FDCWD, (dir / "f").string(), O_RDONLY, "f");
  ASSERT_TRUE(fd);
  EXPECT_EQ(*read_all(fd->get(), bytes.size(), "f"), bytes);
  EXPECT_EQ(read_all(fd->get(), bytes.size() - 1, "f").error().code, ErrorCode::kInvalid);
}

TEST(FileBytes, ReadsFilesThatHideTheirSize) {
  const Result<Fd> fd = open_regular(AT_FDCWD, "/proc/self/maps", O_RDONLY, "maps");
  ASSERT_TRUE(fd);
  EXPECT_GT(read_all(fd->get(), 1 << 20, "maps")->size(), 100U);
}

TEST(FileBytes, WritesAtAnOffset) {
  const TempDir dir;
  put(dir / "f", "abcdef");
  const Result<Fd> fd = open_regular(AT_FDCWD, (dir / "f").string(), O_RDWR, "f");
  ASSERT_TRUE(fd);
  EXPECT_EQ(write_all(fd->get(), "XY", 2), 0);
  EXPECT_EQ(get(dir / "f"), "abXYef");
  const Fd full(open("/dev/full", O_WRONLY));
  EXPECT_EQ(write_all(full.get(), "x", 0), ENOSPC);
}

}  // namespace
}  // namespace holdfast::platform
