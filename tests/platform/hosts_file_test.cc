#include "platform/hosts_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/fd.h"
#include "tests/fakes/block_sets.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class HostsFileTest : public testing::Test {
 protected:
  // Every test ends with the machine as it was.
  void expect_lifted(const std::string& bytes) {
    const Result<void> lifted = file_.lift();
    EXPECT_TRUE(lifted) << lifted.error().text;
    EXPECT_EQ(get(path_), bytes);
  }
  void expect_holds(const BlockSet& set) {
    const Result<void> applied = file_.apply(set);
    ASSERT_TRUE(applied) << applied.error().text;
    const Result<Verdict> verdict = file_.verify(set);
    ASSERT_TRUE(verdict) << verdict.error().text;
    EXPECT_TRUE(verdict->holds) << verdict->drift;
    EXPECT_EQ(verdict->drift, "");
  }

  const TempDir dir_{fast_place()};
  const fs::path path_ = dir_ / "hosts";
  const BlockSet set_ = hosts_set({"a.org", "www.a.org"});
  HostsFile file_{path_, sinkhole()};
};

TEST_F(HostsFileTest, HoldsAndLifts) {
  put(path_, "127.0.0.1 localhost\n");
  EXPECT_FALSE(file_.verify(set_)->holds);
  expect_holds(set_);
  EXPECT_THAT(get(path_), HasSubstr("\n127.0.53.66 a.org www.a.org # holdfast\n"));
  EXPECT_THAT(dir_.names(), ElementsAre("hosts"));
  expect_lifted("127.0.0.1 localhost\n");
}

TEST_F(HostsFileTest, WritesOnlyWhenSomethingDiffers) {
  put(path_, "127.0.0.1 localhost\n");
  expect_holds(set_);
  struct stat before {};
  ASSERT_EQ(stat(path_.c_str(), &before), 0);
  expect_holds(set_);
  struct stat after {};
  ASSERT_EQ(stat(path_.c_str(), &after), 0);
  EXPECT_EQ(before.st_ino, after.st_ino);
}

TEST_F(HostsFileTest, GivesBackWhateverBytesItFound) {
  for (const std::string& bytes :
       {std::string(), std::string("127.0.0.1 localhost"), std::string("a\r\nb\r\n"),
        std::string("\0\n\xff\xfe\n", 5), std::string(10'000, '\n')}) {
    put(path_, bytes);
    expect_holds(set_);
    expect_holds(hosts_set({"b.org"}));
    expect_lifted(bytes);
  }
}

TEST_F(HostsFileTest, RefusesAnAbsurdlyLargeFile) {
  put(path_, "");
  fs::resize_file(path_, kMaxFileBytes + 1);
  EXPECT_EQ(file_.apply(set_).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(fs::file_size(path_), kMaxFileBytes + 1);
}

TEST_F(HostsFileTest, RemovesAFileThatItMade) {
  expect_holds(set_);
  EXPECT_EQ(get(path_).substr(0, 14), "# >>> holdfast");
  expect_lifted("(none)");
  EXPECT_THAT(dir_.names(), IsEmpty());
}

TEST_F(HostsFileTest, KeepsAFileThatItMadeOnceSomethingElseIsInIt) {
  expect_holds(set_);
  put(path_, get(path_) + "10.0.0.1 nas\n");
  expect_lifted("10.0.0.1 nas\n");
}

TEST_F(HostsFileTest, KeepsAnEmptyFileThatWasThere) {
  put(path_, "");
  expect_holds(set_);
  expect_lifted("");
}

TEST_F(HostsFileTest, HoldingNothingIsALift) {
  put(path_, "mine");
  expect_holds(set_);
  expect_holds({});
  EXPECT_EQ(get(path_), "mine");
}

TEST_F(HostsFileTest, SaysWhatWasTamperedWith) {
  put(path_, "mine\n");
  expect_holds(set_);
  const std::string held = get(path_);
  const auto drift_after = [&](const std::string& bytes) {
    put(path_, bytes);
    const std::string drift = file_.verify(set_)->drift;
    expect_holds(set_);
    return drift;
  };
  EXPECT_EQ(drift_after("mine\n"), "the section in the hosts file is gone");
  EXPECT_EQ(drift_after(held.substr(0, held.size() - 16)),
            "a marker of the section in the hosts file is missing or doubled");
  std::string edited = held;
  edited.replace(edited.find("www.a.org"), 9, "www.b.org");
  EXPECT_EQ(drift_after(edited), "the section in the hosts file was edited");
  EXPECT_EQ(file_.verify(hosts_set({"b.org"}))->drift,
            "the section in the hosts file holds other names than it should");
  fs::remove(path_);
  EXPECT_EQ(file_.verify(set_)->drift, "the hosts file is gone");
}

TEST_F(HostsFileTest, SaysWhatItLeavesToOthers) {
  BlockSet set = many_hosts(5000);
  set.lists.push_back({"social", "social.index", "rule"});
  put(path_, "1.2.3.4 1.example.org\n");
  expect_holds(set);
  const std::vector<Phrase> notes = file_.verify(set)->notes;
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(notes[0], "1016 hosts over 1000 lines are left to the other layers");
  EXPECT_THAT(notes[1], HasSubstr("1 list is left"));
  EXPECT_THAT(notes[2], HasSubstr("line 1"));
}

TEST_F(HostsFileTest, SaysThatOthersCannotReadIt) {
  put(path_, "");
  ASSERT_EQ(chmod(path_.c_str(), 0600), 0);
  expect_holds(set_);
  EXPECT_THAT(file_.verify(set_)->notes, ElementsAre(HasSubstr("only its owner can read")));
}

TEST_F(HostsFileTest, SaysWhenALineMayBeACutOneOfOurs) {
  put(path_, "127.0.53.66 a.org b.or\n");
  expect_holds(set_);
  EXPECT_THAT(file_.verify(set_)->notes, ElementsAre(HasSubstr("line 1 ")));
  EXPECT_EQ(file_.lift().error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(get(path_), "127.0.53.66 a.org b.or\n");
}

TEST_F(HostsFileTest, WritesThroughLinks) {
  put(dir_ / "real", "mine\n");
  fs::create_symlink("real", path_);
  expect_holds(set_);
  EXPECT_TRUE(fs::is_symlink(path_));
  expect_lifted("mine\n");
  fs::remove(dir_ / "real");
  expect_holds(set_);
  EXPECT_TRUE(fs::is_symlink(path_));
  EXPECT_TRUE(fs::exists(dir_ / "real"));
  expect_lifted("(none)");
  EXPECT_THAT(dir_.names(), ElementsAre("hosts"));
}

TEST_F(HostsFileTest, RefusesADirectoryInItsPlace) {
  fs::create_directory(path_);
  EXPECT_EQ(file_.apply(set_).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(file_.verify(set_).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(file_.lift().error().code, ErrorCode::kInvalid);
}

TEST_F(HostsFileTest, GivesWayToAProgramThatIsWriting) {
  put(path_, "half");
  const Fd writer(open(path_.c_str(), O_WRONLY | O_APPEND));
  EXPECT_EQ(file_.apply(set_).error().code, ErrorCode::kBusy);
  EXPECT_EQ(get(path_), "half");
}

}  // namespace
}  // namespace holdfast::platform
