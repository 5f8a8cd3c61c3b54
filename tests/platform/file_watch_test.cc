#include "platform/file_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>

#include <functional>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class FileWatchTest : public testing::Test {
 protected:
  static bool is_ready(const FileWatch& watch) {
    pollfd ready{watch.fd(), POLLIN, 0};
    return poll(&ready, 1, 0) == 1;
  }
  FileWatch watch(const std::vector<fs::path>& files) {
    Result<FileWatch> opened = FileWatch::open(files);
    EXPECT_TRUE(opened) << opened.error().text;
    return std::move(*opened);
  }

  const TempDir dir_{fast_place()};
  const fs::path file_ = dir_ / "hosts";
};

TEST_F(FileWatchTest, SeesEveryWayToChangeAFile) {
  put(file_, "one");
  FileWatch watched = watch({file_});
  EXPECT_FALSE(is_ready(watched));
  EXPECT_THAT(watched.drain(), IsEmpty());

  const std::vector<std::function<void()>> ways = {
      [&] { put(file_, "two"); },
      [&] { fs::resize_file(file_, 1); },
      [&] { chmod(file_.c_str(), 0600); },
      [&] {
        put(dir_ / "new", "three");
        fs::rename(dir_ / "new", file_);
      },
      [&] { fs::rename(file_, dir_ / "away"); },
      [&] { put(file_, "back"); },
      [&] { fs::remove(file_); },
      [&] { fs::create_symlink("away", file_); },
      [&] { put(dir_ / "away", "through the link"); },
  };
  for (std::size_t way = 0; way < ways.size(); ++way) {
    ways[way]();
    EXPECT_TRUE(is_ready(watched)) << way;
    EXPECT_THAT(watched.drain(), ElementsAre(file_)) << way;
    EXPECT_FALSE(is_ready(watched)) << way;
  }
}

TEST_F(FileWatchTest, TellsFilesApartAndIgnoresOthers) {
  FileWatch watched = watch({file_, dir_ / "policy.rules"});
  put(dir_ / "passwd", "x");
  EXPECT_THAT(watched.drain(), IsEmpty());
  put(dir_ / "policy.rules", "x");
  EXPECT_THAT(watched.drain(), ElementsAre(dir_ / "policy.rules"));
  put(dir_ / "policy.rules", "x");
  put(file_, "x");
  EXPECT_THAT(watched.drain(), ElementsAre(file_, dir_ / "policy.rules"));
}

TEST_F(FileWatchTest, FollowsALinkIntoAnotherDirectory) {
  fs::create_directory(dir_ / "run");
  fs::create_symlink("run/hosts", file_);
  FileWatch watched = watch({file_});
  put(dir_ / "run/hosts", "x");
  EXPECT_THAT(watched.drain(), ElementsAre(file_));
}

TEST_F(FileWatchTest, SurvivesItsDirectory) {
  fs::create_directory(dir_ / "etc");
  FileWatch watched = watch({dir_ / "etc/hosts"});
  fs::rename(dir_ / "etc", dir_ / "old");
  fs::create_directory(dir_ / "etc");
  EXPECT_THAT(watched.drain(), ElementsAre(dir_ / "etc/hosts"));
  put(dir_ / "etc/hosts", "x");
  EXPECT_THAT(watched.drain(), ElementsAre(dir_ / "etc/hosts"));
}

TEST_F(FileWatchTest, NeedsADirectory) {
  EXPECT_EQ(FileWatch::open({dir_ / "no/hosts"}).error().code, ErrorCode::kNotFound);
}

TEST_F(FileWatchTest, IsSilentOnceDrained) {
  FileWatch watched = watch({file_});
  for (int round = 0; round < 100; ++round) put(file_, "x");
  EXPECT_THAT(watched.drain(), ElementsAre(file_));
  EXPECT_FALSE(is_ready(watched));
}

}  // namespace
}  // namespace holdfast::platform
