// A record that cannot be written or read: protection stays, the status says it, and nothing that
// was recorded is lost.
#include <signal.h>
#include <sys/mount.h>

#include <algorithm>
#include <fstream>

#include "platform/store/store.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

namespace fs = std::filesystem;
using platform::Store;

constexpr int kTlsAlert = 35;

class BadDatabaseTest : public LiveDaemon {
 protected:
  fs::path state() const { return folder_ / "var/lib/holdfast"; }
  fs::path database() const { return state() / "holdfast.db"; }

  void mount_small_disk() const {
    fs::create_directories(state().parent_path());
    ASSERT_EQ(::mount("none", state().parent_path().c_str(), "tmpfs", 0, "size=1m"), 0);
  }
  fs::path filler() const { return state().parent_path() / "filler"; }
  void fill_disk() const {
    std::ofstream out(filler(), std::ios::binary);
    const std::string block(4096, 'x');
    while (out.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void free_disk() const { fs::remove(filler()); }
  void TearDown() override {
    LiveDaemon::TearDown();
    ::umount2(state().parent_path().c_str(), MNT_DETACH);
  }

  /// A record of some days, and the daemon gone.
  void begin_with_rules(int count) {
    start();
    for (int i = 0; i < count; ++i) edit("block n" + std::to_string(i) + ".example.org");
    end_with(SIGTERM);
  }
  void expect_holds(int count) {
    for (int i = 0; i < count; ++i) {
      EXPECT_NE(hosts().find("n" + std::to_string(i) + ".example.org"), std::string::npos) << i;
    }
    EXPECT_EQ(curl("https://n0.example.org/"), kTlsAlert);
    EXPECT_EQ(call("GetStatus").at("state").as_string(), "holding");
  }
  /// Urges that the person reported: curl makes others.
  std::ptrdiff_t reported_urges() {
    const auto urges = recorded("urge");
    return std::count(urges.begin(), urges.end(), "");
  }
  bool recording_waits() { return warnings().find("memory") != std::string::npos; }
};

TEST_F(BadDatabaseTest, ATruncatedFileIsKeptAsideAndTheRulesHold) {
  begin_with_rules(30);
  fs::resize_file(database(), fs::file_size(database()) / 2);
  const std::string damaged = get(database());
  start();
  expect_holds(30);
  EXPECT_EQ(recorded("store_damaged").size(), 1U);
  EXPECT_TRUE(get(database().string() + ".damaged-1") == damaged);
  EXPECT_TRUE(recorded("pending").empty());
  // The record goes on where it was cut.
  edit("block example.net");
  end_with(SIGKILL);
  start();
  const auto added = recorded("rule_added");
  EXPECT_EQ(added.back(), "block example.net");
  EXPECT_EQ(recorded("store_damaged").size(), 1U);
}

TEST_F(BadDatabaseTest, AFileRuinedWhileItRunsIsKeptAsideAndNothingIsForgotten) {
  start();
  for (int i = 0; i < 30; ++i) edit("block n" + std::to_string(i) + ".example.org");
  for (int i = 0; i < 2; ++i) {  // taken back once; then it has to wait
    edit("block example.info");
    call("Unblock", {{"target", "example.info"}});
  }
  ASSERT_EQ(call("ListPending").at("pending").as_array().size(), 1U);
  fs::resize_file(database(), 0);
  fs::resize_file(database().string() + "-wal", 0);
  edit("block example.net");
  edit("block example.com");
  EXPECT_EQ(call("GetStatus").at("state").as_string(), "holding");
  end_with(SIGKILL);
  start();
  expect_holds(30);
  EXPECT_NE(hosts().find("example.net"), std::string::npos);
  EXPECT_NE(hosts().find("example.com"), std::string::npos);
  EXPECT_FALSE(recorded("store_damaged").empty());
  EXPECT_EQ(call("ListPending").at("pending").as_array().size(), 1U);
}

TEST_F(BadDatabaseTest, ADirectoryRemovedWhileItRunsIsBegunAnew) {
  start();
  edit("block n0.example.org");
  fs::remove_all(state());
  edit("block n1.example.org");
  EXPECT_EQ(recorded("store_damaged").size(), 1U);
  end_with(SIGKILL);
  start();
  expect_holds(2);
  EXPECT_EQ(recorded("rule_added"), std::vector<std::string>{"block n1.example.org"});
  EXPECT_TRUE(recorded("pending").empty());
}

TEST_F(BadDatabaseTest, AFileOfANewerVersionIsLeftAloneAndSaid) {
  begin_with_rules(3);
  {
    std::fstream file(database(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(60);  // user_version, https://sqlite.org/fileformat.html
    file.write("\x00\x00\x27\x0f", 4);
  }
  const std::string newer = get(database());
  start();
  expect_holds(3);
  EXPECT_NE(warnings().find("newer"), std::string::npos) << warnings();
  edit("block n3.example.org");
  end_with(SIGKILL);
  start();
  expect_holds(4);
  EXPECT_TRUE(get(database()) == newer);
  EXPECT_FALSE(fs::exists(database().string() + ".damaged-1"));
}

TEST_F(BadDatabaseTest, AFileThatAnotherProcessHoldsIsWaitedFor) {
  begin_with_rules(3);
  {
    auto other = Store::open(database());
    ASSERT_TRUE(other);
    start();
    expect_holds(3);
    EXPECT_NE(warnings().find("memory"), std::string::npos) << warnings();
    edit("block n3.example.org");
    EXPECT_EQ(call("ReportUrge", {{"note", "while it waits"}}).at("event").at("kind").as_string(),
              "urge");
  }
  EXPECT_TRUE(wait_until([&] {
    auto client = ipc::Client::connect(socket());
    return client && client->call("io.holdfast.Control.GetStatus", {}) && warnings() == "[]" &&
           !recorded("rule_added").empty();
  })) << warnings();
  expect_holds(4);
  EXPECT_EQ(reported_urges(), 1) << "what happened meanwhile";
  EXPECT_TRUE(recorded("pending").empty());
  end_with(SIGKILL);
  start();
  expect_holds(4);
  EXPECT_EQ(reported_urges(), 1);
}

TEST_F(BadDatabaseTest, ADiskFullAtTheFirstStartIsSaidAndWrittenWhenThereIsRoom) {
  mount_small_disk();
  fill_disk();
  start();
  edit("block n0.example.org");
  expect_holds(1);
  EXPECT_TRUE(recording_waits()) << warnings();
  free_disk();
  EXPECT_TRUE(wait_until([&] { return !recording_waits(); })) << warnings();
  end_with(SIGKILL);
  start();
  expect_holds(1);
  EXPECT_EQ(recorded("rule_added").size(), 1U);
}

TEST_F(BadDatabaseTest, ADiskFullAtALaterStartIsReadAndWrittenWhenThereIsRoom) {
  mount_small_disk();
  begin_with_rules(3);
  fill_disk();
  start();
  expect_holds(3);
  edit("block n3.example.org");
  expect_holds(4);
  EXPECT_TRUE(recording_waits()) << warnings();
  EXPECT_EQ(recorded("rule_added").size(), 4U) << "read as if it were written";
  free_disk();
  EXPECT_TRUE(wait_until([&] { return !recording_waits(); })) << warnings();
  end_with(SIGKILL);
  start();
  expect_holds(4);
  EXPECT_EQ(recorded("rule_added").size(), 4U);
}

TEST_F(BadDatabaseTest, ADiskThatFillsUpWhileItRunsLosesNothing) {
  mount_small_disk();
  start();
  edit("block n0.example.org");
  fill_disk();
  for (int i = 1; i < 40; ++i) edit("block n" + std::to_string(i) + ".example.org");
  EXPECT_TRUE(recording_waits()) << warnings();
  expect_holds(40);
  // Killed now, the edits are in the policy file all the same.
  end_with(SIGKILL);
  start();
  expect_holds(40);
  EXPECT_TRUE(recorded("pending").empty());
  call("ReportUrge", {{"note", "while it is full"}});
  free_disk();
  EXPECT_TRUE(wait_until([&] { return !recording_waits(); })) << warnings();
  end_with(SIGKILL);
  start();
  EXPECT_EQ(reported_urges(), 1);
  EXPECT_EQ(recorded("rule_added").size(), 40U);
}

}  // namespace
}  // namespace holdfast
