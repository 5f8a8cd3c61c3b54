// A hosts file that cannot be written as usual: the daemon says so, the other layers hold, and no
// byte of the person's is lost.
#include <signal.h>
#include <sys/mount.h>

#include <algorithm>

#include "platform/hosts_text.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

namespace fs = std::filesystem;
using platform::parse_hosts;
using platform::SectionState;

const std::string kOwnHosts = "127.0.0.1 localhost\n# a line of my own\n";

class BadHostsTest : public LiveDaemon {
 protected:
  fs::path file() const { return folder_ / "etc/hosts"; }
  bool holds_whole() const {
    const auto text = parse_hosts(hosts());
    return text.state == SectionState::kWhole && text.rest == kOwnHosts;
  }
  void expect_weakened(const std::string& because) {
    EXPECT_TRUE(wait_until([&] { return layer("hosts").starts_with("failing: "); }));
    EXPECT_NE(layer("hosts").find(because), std::string::npos) << layer("hosts");
    EXPECT_EQ(call("GetStatus").at("state").as_string(), "weakened");
    EXPECT_EQ(layer("firewall"), "holding: ");
    EXPECT_EQ(recorded("layer_failed").size(), 1U);
  }
  /// The layer beside it still takes new rules.
  void expect_firewall_takes(const std::string& network) {
    const auto result = edit("block " + network).at("result").as_object();
    EXPECT_EQ(result.at("outcome").as_string(), "done");
    EXPECT_FALSE(result.at("failing").as_array().empty());
    EXPECT_NE(run("nft list table inet holdfast").text.find(network.substr(0, 9)),
              std::string::npos);
  }
};

TEST_F(BadHostsTest, ADirectoryInItsPlace) {
  start();
  edit("block example.org");
  fs::remove(file());
  fs::create_directory(file());
  expect_weakened("directory");
  expect_firewall_takes("203.0.113.0/24");
  end_with(SIGKILL);
  start();
  EXPECT_TRUE(layer("hosts").starts_with("failing: "));
  EXPECT_EQ(recorded("layer_failed").size(), 1U) << "said once";
  fs::remove(file());
  put(file(), kOwnHosts);
  EXPECT_TRUE(wait_until([&] { return holds_whole(); }));
  EXPECT_TRUE(wait_for("layer_holds", 1));
}

TEST_F(BadHostsTest, ADanglingLinkIsFollowed) {
  fs::remove(file());
  fs::create_symlink("hosts.elsewhere", file());
  start();
  const auto result = edit("block example.org").at("result").as_object();
  EXPECT_TRUE(result.at("failing").as_array().empty());
  EXPECT_TRUE(fs::is_symlink(file()));
  EXPECT_NE(get(folder_ / "etc/hosts.elsewhere").find("example.org"), std::string::npos);
}

TEST_F(BadHostsTest, ALinkIntoNowhereIsSaid) {
  fs::remove(file());
  fs::create_symlink("nowhere/hosts", file());
  start();
  edit("block example.org");
  expect_weakened("");
  expect_firewall_takes("203.0.113.0/24");
  EXPECT_TRUE(fs::is_symlink(file()));
}

TEST_F(BadHostsTest, AReadOnlyMountIsSaidAndMendedWhenItGoes) {
  ASSERT_EQ(::mount(file().c_str(), file().c_str(), nullptr, MS_BIND, nullptr), 0);
  ASSERT_EQ(::mount(nullptr, file().c_str(), nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr),
            0);
  start();
  edit("block example.org");
  expect_weakened("");
  expect_firewall_takes("203.0.113.0/24");
  EXPECT_EQ(hosts(), kOwnHosts);
  ASSERT_EQ(::umount2(file().c_str(), MNT_DETACH), 0);
  EXPECT_TRUE(wait_until([&] { return holds_whole(); }));
  EXPECT_TRUE(wait_for("layer_holds", 1));
}

TEST_F(BadHostsTest, AnImmutableFileIsSaid) {
  if (run("chattr +i " + file().string()).status != 0) GTEST_SKIP() << "no such attribute here";
  start();
  edit("block example.org");
  expect_weakened("");
  expect_firewall_takes("203.0.113.0/24");
  EXPECT_EQ(hosts(), kOwnHosts);
  run("chattr -i " + file().string() + " && touch " + file().string());
  EXPECT_TRUE(wait_until([&] { return holds_whole(); }));
}

TEST_F(BadHostsTest, FiftyMegabytesAreTakenAndGivenBack) {
  std::string large = kOwnHosts;
  while (large.size() < 50 << 20) large += "192.0.2.1 " + std::string(1000, 'n') + "\r\n";
  put(file(), large);
  start();
  EXPECT_TRUE(edit("block example.org").at("result").at("failing").as_array().empty());
  EXPECT_EQ(layer("hosts"), "holding: ");
  end_with(SIGTERM);
  run(std::string(HOLDFASTD) + " --lift --root " + folder_.path().string() +
      " --sentry " HOLDFAST_SENTRY);
  EXPECT_TRUE(hosts() == large);
}

TEST_F(BadHostsTest, SeventyMegabytesAreSaidAndLeftAlone) {
  const std::string large(70 << 20, '#');
  put(file(), large);
  start();
  edit("block example.org");
  expect_weakened("larger");
  expect_firewall_takes("203.0.113.0/24");
  EXPECT_TRUE(hosts() == large);
}

TEST_F(BadHostsTest, ACutOrDoubledMarkerIsMendedWithoutAGuess) {
  start();
  edit("block example.org");
  const std::string held = hosts();
  const std::size_t end = held.find("# <<<");
  const std::string doubled = held + held.substr(kOwnHosts.size());
  const std::string cut = held.substr(0, end);
  const std::string cut_within = held.substr(0, end + 3) + "\n# added since\n";
  for (const std::string& bytes : {doubled, cut}) {
    put(file(), bytes);
    EXPECT_TRUE(wait_until([&] { return holds_whole(); })) << hosts();
  }
  // What is no marker any more may be the person's: it stays.
  put(file(), cut_within);
  EXPECT_TRUE(wait_until([&] { return parse_hosts(hosts()).state == SectionState::kWhole; }));
  EXPECT_EQ(parse_hosts(hosts()).rest, kOwnHosts + held.substr(end, 3) + "\n# added since\n");
  EXPECT_EQ(recorded("tamper").size(), 1U);
}

}  // namespace
}  // namespace holdfast
