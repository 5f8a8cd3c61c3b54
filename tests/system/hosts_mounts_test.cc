#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/fs.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <iterator>

#include "platform/fd.h"
#include "platform/file_watch.h"
#include "platform/hosts_file.h"
#include "tests/fakes/block_sets.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// The hosts file where it cannot simply be replaced, in mounts that no one else sees.
class HostsMounts : public testing::Test {
 protected:
  void SetUp() override {
    if (unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
      GTEST_SKIP() << "needs root and mount namespaces";
    }
    fs::create_directory(dir_ / "etc");
  }
  void TearDown() override {
    umount2(path_.c_str(), MNT_DETACH);
    umount2((dir_ / "etc").c_str(), MNT_DETACH);
  }

  void mount_tmpfs(const char* options) {
    ASSERT_EQ(mount("tmpfs", (dir_ / "etc").c_str(), "tmpfs", 0, options), 0);
  }
  void remount_read_only() {
    ASSERT_EQ(mount(nullptr, (dir_ / "etc").c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
  }
  void bind(const fs::path& from, const fs::path& to) {
    ASSERT_EQ(mount(from.c_str(), to.c_str(), nullptr, MS_BIND, nullptr), 0);
  }
  ErrorCode refusal() {
    const Result<void> applied = file_.apply(set_);
    EXPECT_FALSE(applied);
    return applied ? ErrorCode::kSystem : applied.error().code;
  }
  void expect_holds_and_lifts(const std::string& before) {
    for (const BlockSet& set : {many_hosts(50), set_}) {
      const Result<void> applied = file_.apply(set);
      ASSERT_TRUE(applied) << applied.error().text;
      EXPECT_TRUE(file_.verify(set)->holds);
    }
    const Result<void> lifted = file_.lift();
    ASSERT_TRUE(lifted) << lifted.error().text;
    EXPECT_EQ(get(path_), before);
  }

  const TempDir dir_;
  const fs::path path_ = dir_ / "etc/hosts";
  const BlockSet set_ = hosts_set({"a.org"});
  HostsFile file_{path_, sinkhole()};
};

TEST_F(HostsMounts, ABindMountIsWrittenInPlace) {
  put(dir_ / "other", "127.0.0.1 container\nno newline");
  put(path_, "");
  bind(dir_ / "other", path_);
  ASSERT_TRUE(file_.apply(set_));
  EXPECT_THAT(file_.verify(set_)->notes, ElementsAre(HasSubstr("only written to in place")));
  EXPECT_THAT(get(dir_ / "other"), HasSubstr("127.0.53.66 a.org"));
  put(path_, get(path_) + "10.0.0.1 after\n");
  ASSERT_TRUE(file_.apply(many_hosts(30)));
  EXPECT_THAT(get(path_), HasSubstr("<<< holdfast\n10.0.0.1 after\n"));
  put(path_, "127.0.0.1 container\nno newline");
  expect_holds_and_lifts("127.0.0.1 container\nno newline");
}

TEST_F(HostsMounts, ABindMountInAReadOnlyDirectoryToo) {
  put(dir_ / "other", "127.0.0.1 container\n");
  mount_tmpfs("size=1m");
  put(path_, "");
  bind(dir_ / "other", path_);
  remount_read_only();
  ASSERT_TRUE(file_.apply(set_));
  EXPECT_THAT(file_.verify(set_)->notes, SizeIs(2));
  expect_holds_and_lifts("127.0.0.1 container\n");
}

TEST_F(HostsMounts, AReadOnlyFileSystemIsToldAndLeftAlone) {
  mount_tmpfs("size=1m");
  put(path_, "127.0.0.1 localhost\n");
  remount_read_only();
  EXPECT_EQ(refusal(), ErrorCode::kReadOnly);
  EXPECT_FALSE(file_.verify(set_)->holds);
  EXPECT_EQ(get(path_), "127.0.0.1 localhost\n");
}

TEST_F(HostsMounts, AFullDiskIsToldAndLeftAlone) {
  mount_tmpfs("size=32k");
  put(path_, "127.0.0.1 localhost\n");
  put(dir_ / "etc/ballast", std::string(40'000, 'x'));
  EXPECT_EQ(refusal(), ErrorCode::kNoSpace);
  EXPECT_EQ(get(path_), "127.0.0.1 localhost\n");
  fs::remove(dir_ / "etc/ballast");
  expect_holds_and_lifts("127.0.0.1 localhost\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_ / "etc"), fs::directory_iterator()), 1);
}

TEST_F(HostsMounts, AnImmutableFileIsToldAndLeftAlone) {
  put(path_, "127.0.0.1 localhost\n");
  const Fd fd(open(path_.c_str(), O_RDONLY));
  int flags = 0;
  if (ioctl(fd.get(), FS_IOC_GETFLAGS, &flags) != 0) GTEST_SKIP() << "no such attribute here";
  flags |= FS_IMMUTABLE_FL;
  if (ioctl(fd.get(), FS_IOC_SETFLAGS, &flags) != 0) GTEST_SKIP() << "needs CAP_LINUX_IMMUTABLE";
  const Result<void> applied = file_.apply(set_);
  flags &= ~FS_IMMUTABLE_FL;
  ASSERT_EQ(ioctl(fd.get(), FS_IOC_SETFLAGS, &flags), 0);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().code, ErrorCode::kReadOnly);
  EXPECT_THAT(applied.error().text, HasSubstr("chattr -i"));
  expect_holds_and_lifts("127.0.0.1 localhost\n");
}

TEST_F(HostsMounts, AFileOfFiftyMegabytesIsTaken) {
  mount_tmpfs("size=200m");
  std::string bytes;
  while (bytes.size() < 50'000'000) bytes += "10.0.0.1 some-name.in.a.very.long.list.example\n";
  put(path_, bytes);
  ASSERT_TRUE(file_.apply(set_));
  ASSERT_TRUE(file_.lift());
  EXPECT_TRUE(get(path_) == bytes);
}

TEST_F(HostsMounts, AMountOverTheFileIsSeen) {
  put(path_, "127.0.0.1 localhost\n");
  put(dir_ / "other", "127.0.0.1 evil\n");
  Result<FileWatch> watch = FileWatch::open({path_});
  ASSERT_TRUE(watch);
  const auto saw_mount = [&] {
    pollfd ready{watch->mounts_fd(), POLLPRI, 0};
    return poll(&ready, 1, 0) == 1;
  };
  EXPECT_FALSE(saw_mount());
  bind(dir_ / "other", path_);
  EXPECT_TRUE(saw_mount());
  EXPECT_FALSE(saw_mount());
  EXPECT_THAT(watch->drain(), ElementsAre(path_));
  ASSERT_EQ(umount2(path_.c_str(), MNT_DETACH), 0);
  EXPECT_TRUE(saw_mount());
  EXPECT_THAT(watch->drain(), ElementsAre(path_));
  // A mount elsewhere is no concern of ours.
  fs::create_directory(dir_ / "elsewhere");
  bind(dir_ / "etc", dir_ / "elsewhere");
  EXPECT_TRUE(saw_mount());
  EXPECT_THAT(watch->drain(), IsEmpty());
  umount2((dir_ / "elsewhere").c_str(), MNT_DETACH);
}

}  // namespace
}  // namespace holdfast::platform
