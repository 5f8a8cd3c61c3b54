#include "platform/atomic_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/fd.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

WriteOptions over(std::optional<std::string_view> seen) {
  WriteOptions options;
  options.only_over = SeenFile{seen};
  return options;
}

TEST(AtomicFile, MakesAFileThatWasNotThere) {
  const TempDir dir;
  const Result<Written> written =
      write_file(dir / "f", "one", {.mode_if_new = 0640, .only_over = {}});
  ASSERT_TRUE(written) << written.error().text;
  EXPECT_EQ(written->way, WriteWay::kReplaced);
  EXPECT_EQ(written->durability, Durability::kOnDisk);
  EXPECT_TRUE(written->notes.empty());
  EXPECT_EQ(get(dir / "f"), "one");
  struct stat info {};
  ASSERT_EQ(stat((dir / "f").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0640U);
  EXPECT_THAT(dir.names(), ElementsAre("f"));
}

TEST(AtomicFile, ReplacesAndKeepsTheMode) {
  const TempDir dir;
  put(dir / "f", "one");
  ASSERT_EQ(chmod((dir / "f").c_str(), 0604), 0);
  ASSERT_TRUE(write_file(dir / "f", "two"));
  ASSERT_TRUE(write_file(dir / "f", "three", over("two")));
  EXPECT_EQ(get(dir / "f"), "three");
  struct stat info {};
  ASSERT_EQ(stat((dir / "f").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0604U);
  EXPECT_THAT(dir.names(), ElementsAre("f"));
}

TEST(AtomicFile, LeavesAloneWhatAnotherProgramChanged) {
  const TempDir dir;
  put(dir / "f", "theirs");
  EXPECT_EQ(write_file(dir / "f", "ours", over("seen")).error().code, ErrorCode::kBusy);
  EXPECT_EQ(write_file(dir / "f", "ours", over(std::nullopt)).error().code, ErrorCode::kBusy);
  EXPECT_EQ(write_file(dir / "g", "ours", over("seen")).error().code, ErrorCode::kBusy);
  EXPECT_EQ(remove_file(dir / "f", "seen").error().code, ErrorCode::kBusy);
  EXPECT_EQ(get(dir / "f"), "theirs");
  EXPECT_THAT(dir.names(), ElementsAre("f"));
}

TEST(AtomicFile, WaitsForAWriterAtWorkButNotForOneThatHoldsIt) {
  const TempDir dir;
  put(dir / "f", "half");
  const Fd writer(open((dir / "f").c_str(), O_WRONLY));
  EXPECT_EQ(write_file(dir / "f", "ours", over("half")).error().code, ErrorCode::kBusy);
  const timespec long_ago[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  ASSERT_EQ(futimens(writer.get(), long_ago), 0);
  EXPECT_TRUE(write_file(dir / "f", "ours", over("half")));
  EXPECT_EQ(get(dir / "f"), "ours");
}

TEST(AtomicFile, WritesThroughLinks) {
  const TempDir dir;
  put(dir / "real", "one");
  fs::create_directory(dir / "sub");
  fs::create_symlink("../link", dir / "sub/second");
  fs::create_symlink("real", dir / "link");
  ASSERT_TRUE(write_file(dir / "sub/second", "two", over("one")));
  EXPECT_TRUE(fs::is_symlink(dir / "link"));
  EXPECT_TRUE(fs::is_symlink(dir / "sub/second"));
  EXPECT_EQ(get(dir / "real"), "two");

  fs::create_symlink("nowhere", dir / "dangling");
  ASSERT_TRUE(write_file(dir / "dangling", "made", over(std::nullopt)));
  EXPECT_TRUE(fs::is_symlink(dir / "dangling"));
  EXPECT_EQ(get(dir / "nowhere"), "made");

  fs::create_symlink("round", dir / "round");
  EXPECT_EQ(write_file(dir / "round", "x").error().code, ErrorCode::kInvalid);
}

TEST(AtomicFile, RemovesOnlyWhatItKnows) {
  const TempDir dir;
  put(dir / "f", "ours");
  ASSERT_TRUE(remove_file(dir / "f", "ours"));
  EXPECT_TRUE(dir.names().empty());
  EXPECT_EQ(remove_file(dir / "f", "ours").error().code, ErrorCode::kBusy);
}

TEST(AtomicFile, ClearsAwayWhatADeadWriterLeft) {
  const TempDir dir;
  put(dir / "f", "one");
  put(dir / ".f.holdfast-new", "half of");
  ASSERT_TRUE(write_file(dir / "f", "two"));
  EXPECT_EQ(get(dir / "f"), "two");
  EXPECT_THAT(dir.names(), ElementsAre("f"));
}

TEST(AtomicFile, RefusesADirectoryAndAMissingParent) {
  const TempDir dir;
  fs::create_directory(dir / "f");
  EXPECT_EQ(write_file(dir / "f", "x").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_file(dir / "f").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(write_file(dir / "no/f", "x").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read_file(dir / "no/f").error().code, ErrorCode::kNotFound);
}

TEST(AtomicFile, ReadsWholeFilesUpToACap) {
  const TempDir dir;
  put(dir / "f", "12345");
  EXPECT_EQ(*read_file(dir / "f"), "12345");
  EXPECT_EQ(read_file(dir / "f", 4).error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace holdfast::platform
