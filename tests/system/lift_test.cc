// Ends that come while no daemon runs.
#include <signal.h>
#include <sys/mount.h>

#include <chrono>
#include <thread>

#include "daemon/rfc3339.h"
#include "platform/hosts_text.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

const std::string kOwnHosts = "127.0.0.1 localhost\n# a line of my own\n";

class LiftTest : public LiveDaemon {
 protected:
  static std::string in_seconds(int count) {
    return daemon::to_rfc3339(std::chrono::floor<std::chrono::milliseconds>(
        std::chrono::system_clock::now() + std::chrono::seconds(count)));
  }
  Said lift_ended() const {
    return run(std::string(HOLDFASTD) + " --lift-ended --root " + folder_.path().string());
  }
  // As if /etc lay on a disk of its own, which a test can fill.
  void put_etc_on_a_small_disk() {
    namespace fs = std::filesystem;
    const fs::path etc = folder_ / "etc";
    ASSERT_EQ(run("cp -a /etc " + (folder_ / "copy").string()).status, 0);
    ASSERT_EQ(::umount2("/etc", MNT_DETACH), 0);
    ASSERT_EQ(::mount("tmpfs", etc.c_str(), "tmpfs", 0, "size=8m,mode=755"), 0);
    ASSERT_EQ(::mount(etc.c_str(), "/etc", nullptr, MS_BIND, nullptr), 0);
    ASSERT_EQ(run("cp -a " + (folder_ / "copy").string() + "/. /etc/").status, 0);
  }
  void TearDown() override {
    LiveDaemon::TearDown();
    ::umount2((folder_ / "etc").c_str(), MNT_DETACH);
  }
  bool is_listed(const std::string& name) const {
    return hosts().find(' ' + name) != std::string::npos;
  }
};

TEST_F(LiftTest, LetsGoOfWhatEndedWhileTheDaemonWasDead) {
  start();
  edit("block ends.example.org until " + in_seconds(2));
  edit("block stays.example.org");
  end_with(SIGKILL);
  const std::string held = hosts();
  EXPECT_EQ(lift_ended().status, 0);
  EXPECT_EQ(hosts(), held) << "nothing has ended";
  EXPECT_TRUE(wait_until([&] {
    EXPECT_EQ(lift_ended().status, 0);
    return !is_listed("ends.example.org");
  }));
  EXPECT_TRUE(is_listed("stays.example.org"));
  EXPECT_EQ(platform::parse_hosts(hosts()).state, platform::SectionState::kWhole);
  start();
  EXPECT_TRUE(wait_for("rule_ended", 1)) << "the record is told by the next daemon";
  EXPECT_TRUE(recorded("tamper").empty());
}

TEST_F(LiftTest, LeavesTheFileAsItWasWhenAllHasEnded) {
  start();
  edit("block ends.example.org until " + in_seconds(1));
  end_with(SIGKILL);
  ASSERT_NE(hosts(), kOwnHosts);
  EXPECT_TRUE(wait_until([&] {
    EXPECT_EQ(lift_ended().status, 0);
    return hosts() == kOwnHosts;
  }));
}

TEST_F(LiftTest, PutsNothingBack) {
  start();
  edit("block stays.example.org");
  end_with(SIGTERM);
  put(folder_ / "etc/hosts", kOwnHosts);
  EXPECT_EQ(lift_ended().status, 0);
  EXPECT_EQ(hosts(), kOwnHosts);
}

TEST_F(LiftTest, DoesNothingBesideADaemonOrWhereNoneEverRan) {
  EXPECT_EQ(lift_ended().status, 0);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "var/lib/holdfast"));
  start();
  edit("block stays.example.org");
  EXPECT_EQ(lift_ended().text, "");
  EXPECT_TRUE(is_listed("stays.example.org"));
}

TEST_F(LiftTest, LiftsNothingWhenTheRecordCannotBeRead) {
  start();
  edit("block ends.example.org until " + in_seconds(1));
  end_with(SIGTERM);
  const std::string held = hosts();
  put(folder_ / "var/lib/holdfast/holdfast.db", "no database");
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // the end must have come
  const Said said = lift_ended();
  EXPECT_EQ(said.status, 1);
  EXPECT_NE(said.text, "");
  EXPECT_EQ(hosts(), held);
}

TEST_F(LiftTest, ARuleEndsOnAFullDisk) {
  put_etc_on_a_small_disk();
  start();
  edit("block ends.example.org until " + in_seconds(2));
  edit("block stays.example.org");
  ASSERT_TRUE(is_listed("ends.example.org"));
  run("cat /dev/zero >/etc/ballast 2>/dev/null");
  EXPECT_TRUE(wait_until([&] { return !is_listed("ends.example.org"); }));
  EXPECT_TRUE(is_listed("stays.example.org"));
  EXPECT_EQ(platform::parse_hosts(hosts()).state, platform::SectionState::kWhole);
  EXPECT_TRUE(wait_until([&] { return layer("hosts").starts_with("holding"); }));
  EXPECT_TRUE(recorded("tamper").empty()) << "it was our own writing";
}

TEST_F(LiftTest, ARuleEndsOnAFullDiskWithTheDaemonDead) {
  put_etc_on_a_small_disk();
  start();
  edit("block ends.example.org until " + in_seconds(1));
  end_with(SIGKILL);
  run("cat /dev/zero >/etc/ballast 2>/dev/null");
  EXPECT_TRUE(wait_until([&] {
    EXPECT_EQ(lift_ended().status, 0);
    return hosts() == kOwnHosts;
  }));
}

}  // namespace
}  // namespace holdfast
