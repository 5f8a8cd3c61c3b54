#include <signal.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

constexpr int kTlsAlert = 35;  // curl(1): a problem in the TLS handshake
const std::string kOwnHosts = "127.0.0.1 localhost\n# a line of my own\n";

class AppTest : public LiveDaemon {};

TEST_F(AppTest, BlocksAProfileAndRecordsTheAttemptAsOneUrge) {
  start();
  const auto result = edit("block https://www.instagram.com/her.name/?hl=en");
  EXPECT_EQ(result.at("result").at("outcome").as_string(), "done");
  EXPECT_TRUE(result.at("result").at("failing").as_array().empty());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(curl("https://www.instagram.com/her.name/"), kTlsAlert);
  EXPECT_NE(run("curl -s --max-time 5 http://instagram.com/her.name/").text.find("resting"),
            std::string::npos);
  ASSERT_TRUE(wait_for("urge", 1));
  const auto log = call("Log", {{"kinds", {"urge"}}}).at("events").as_array();
  ASSERT_EQ(log.size(), 1u);
  EXPECT_EQ(log[0].at("subject").as_string(), "block instagram/her.name");
  EXPECT_EQ(log[0].at("detail").at("program").at("name").as_string(), "curl");
}

TEST_F(AppTest, HoldsWhileItIsDeadAndCarriesOn) {
  start();
  edit("block example.org");
  EXPECT_EQ(end_with(SIGKILL), -SIGKILL);
  EXPECT_EQ(curl("https://www.example.org/"), kTlsAlert);
  start();
  // What the sentry saw meanwhile is told to the new daemon.
  EXPECT_TRUE(wait_for("urge", 1));
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
  EXPECT_EQ(call("GetStatus").at("state").as_string(), "holding");
  EXPECT_EQ(recorded("tamper").size(), 0u);
}

TEST_F(AppTest, LeavesEverythingEnforcedWhenToldToStop) {
  start();
  edit("block example.org");
  const std::string held = hosts();
  EXPECT_EQ(end_with(SIGTERM), 0);
  EXPECT_EQ(hosts(), held);
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
}

TEST_F(AppTest, TimeUpToACleanStopWasWatched) {
  start();
  edit("block example.org");
  std::this_thread::sleep_for(4s);  // in which nothing happens
  end_with(SIGTERM);
  start();
  const auto coverage = call("GetStatus").at("coverage").as_object();
  EXPECT_GE(coverage.at("verified").as_int64(), 3);
  EXPECT_LT(coverage.at("not_running").as_int64(), 3);
}

TEST_F(AppTest, ItsTimerNotesHowLongNobodyWatched) {
  start();
  edit("block example.org");
  const std::string lift = std::string(HOLDFASTD) + " --lift-ended --root " +
                           folder_.path().string() + " --sentry " HOLDFAST_SENTRY;
  EXPECT_EQ(run(lift).status, 0);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "var/lib/holdfast/unwatched")) << "it runs";
  end_with(SIGTERM);
  EXPECT_EQ(run(lift).status, 0);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "var/lib/holdfast/unwatched"));
  start();
  EXPECT_FALSE(std::filesystem::exists(folder_ / "var/lib/holdfast/unwatched"));
}

TEST_F(AppTest, LiftsByteForByte) {
  start();
  edit("block example.org");
  ASSERT_NE(hosts(), kOwnHosts);
  EXPECT_EQ(run("nft list table inet holdfast").status, 0);
  end_with(SIGTERM);
  EXPECT_EQ(run(std::string(HOLDFASTD) + " --lift --root " + folder_.path().string() +
                " --sentry " HOLDFAST_SENTRY)
                .status,
            0);
  EXPECT_EQ(hosts(), kOwnHosts);
  EXPECT_NE(run("nft list table inet holdfast").status, 0);
}

TEST_F(AppTest, SaysWhenTheFirewallWasNotLifted) {
  start();
  edit("block example.org");
  end_with(SIGTERM);
  const Said lifted =
      run("setpriv --bounding-set=-net_admin " + std::string(HOLDFASTD) + " --lift --root " +
          folder_.path().string() + " --sentry " HOLDFAST_SENTRY);
  EXPECT_EQ(lifted.status, 1);
  EXPECT_NE(lifted.text.find("the firewall may still hold"), std::string::npos) << lifted.text;
  EXPECT_EQ(hosts(), kOwnHosts);
}

TEST_F(AppTest, RunsOncePerRoot) {
  start();
  const Said second = run(std::string(HOLDFASTD) + " --root " + folder_.path().string());
  EXPECT_EQ(second.status, 1);
  EXPECT_NE(second.text.find("another holdfastd"), std::string::npos);
}

TEST_F(AppTest, PutsBackAHostsFileThatIsRewrittenInALoopAndRecordsItOnce) {
  start();
  edit("block example.org");
  for (int i = 0; i < 300; ++i) put(folder_ / "etc/hosts", kOwnHosts);
  EXPECT_TRUE(wait_until([&] { return hosts().find("example.org") != std::string::npos; }));
  EXPECT_TRUE(wait_for("tamper", 1));
  EXPECT_EQ(recorded("tamper").size(), 1u);
}

TEST_F(AppTest, PutsBackALineDeletedFromThePolicyFile) {
  start();
  edit("block example.org");
  // Beyond the ten minutes in which a mistake is taken back, by a rule that was taken back before.
  call("Unblock", {{"target", "example.org"}});
  edit("block example.org");
  put(folder_ / "etc/holdfast/policy.rules", "block example.net\n");
  EXPECT_TRUE(wait_for("pending", 1));
  const std::string rules = get(folder_ / "etc/holdfast/policy.rules");
  EXPECT_NE(rules.find("block example.org"), std::string::npos);
  EXPECT_NE(rules.find("block example.net"), std::string::npos);
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
}

TEST_F(AppTest, KeepsWhatHeldWhenThePolicyFileIsBad) {
  start();
  edit("block example.org");
  put(folder_ / "etc/holdfast/policy.rules", "blok\n");
  EXPECT_TRUE(wait_until([&] {
    const std::string warnings = boost::json::serialize(call("GetStatus").at("warnings"));
    return warnings.find("policy.rules:1:1") != std::string::npos;
  }));
  EXPECT_EQ(get(folder_ / "etc/holdfast/policy.rules"), "blok\n");
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
}

TEST_F(AppTest, KeepsThePolicyFileForRootAlone) {
  std::filesystem::create_directories(folder_ / "etc/holdfast");
  put(folder_ / "etc/holdfast/policy.rules", "block example.org\n");
  ASSERT_EQ(run("chmod 644 /etc/holdfast/policy.rules").status, 0);
  start();
  EXPECT_EQ(run("stat -c %a /etc/holdfast/policy.rules").text, "600\n");
  ASSERT_EQ(run("cd /etc/holdfast && echo block example.net >new && chmod 644 new && "
                "mv new policy.rules")
                .status,
            0);
  EXPECT_TRUE(
      wait_until([&] { return run("stat -c %a /etc/holdfast/policy.rules").text == "600\n"; }));
}

TEST_F(AppTest, HoldsAddressesAgainstAProgramWithItsOwnResolver) {
  std::ofstream(folder_ / "dns.py") << R"(
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.1", 5353))
while True:
    q, peer = s.recvfrom(1500)
    end = q.index(0, 12) + 5
    a = q[end - 3] == 1
    s.sendto(q[:2] + b"\x81\x80" + q[4:6] + (b"\0\1" if a else b"\0\0") + b"\0\0\0\0" + q[12:end] +
             (b"\xc0\x0c\0\1\0\1\0\0\x0e\x10\0\4\xcb\0\x71\7" if a else b""), peer)
)";
  const Said pid = run("python3 " + (folder_ / "dns.py").string() + " >/dev/null 2>&1 & echo $!");
  ASSERT_TRUE(
      wait_until([] { return get("/proc/self/net/udp").find(":14E9 ") != std::string::npos; }));
  start({"--resolver", "127.0.0.1:5353"});
  edit("block example.org");
  EXPECT_TRUE(wait_until([&] {
    const Said set = run("nft list set inet holdfast blocked4");
    return set.text.find("203.0.113.7") != std::string::npos;
  }));
  EXPECT_EQ(curl("https://example.org/", "--resolve example.org:443:203.0.113.7"), kTlsAlert);
  EXPECT_EQ(run("curl -s --max-time 5 http://203.0.113.7:8080/").status, 7);  // refused at once
  EXPECT_TRUE(wait_for("urge", 1));
  // A name that is not blocked turns out to live there too: nothing of its own is refused.
  curl("https://good.example.net/", "--resolve good.example.net:443:203.0.113.7 --max-time 1");
  EXPECT_TRUE(wait_until([&] {
    const Said set = run("nft list set inet holdfast shared4");
    return set.text.find("203.0.113.7") != std::string::npos;
  }));
  EXPECT_EQ(run("nft list set inet holdfast blocked4").text.find("203.0.113.7"), std::string::npos);
  constexpr int kTimedOut = 28;  // there is nobody to answer
  EXPECT_EQ(run("curl -s --max-time 0.5 http://203.0.113.7:8080/").status, kTimedOut);
  EXPECT_EQ(curl("https://example.org/", "--resolve example.org:443:203.0.113.7"), kTlsAlert);
  run("kill " + pid.text);
}

TEST_F(AppTest, GoesOnWithoutAFirewall) {
  start({"--layers", "hosts"});
  edit("block example.org");
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
  EXPECT_TRUE(wait_for("urge", 1));
}

TEST_F(AppTest, HoldsAListByName) {
  put(folder_ / "etc/holdfast.hosts", "0.0.0.0 listed.example.com\n");
  start();
  edit("block list social from /etc/holdfast.hosts");
  const auto why = call("Why", {{"query", "a.listed.example.com"}});
  EXPECT_TRUE(why.at("blocked").as_bool());
}

TEST_F(AppTest, HoldsTheRestWhenAListIsLost) {
  put(folder_ / "etc/holdfast.hosts", "0.0.0.0 listed.example.com\n");
  start({"--layers", "hosts"});
  edit("block example.org");
  edit("block list social from /etc/holdfast.hosts");
  end_with(SIGTERM);
  run("rm " + (folder_ / "var/lib/holdfast/lists").string() + "/*");
  for (const pid_t sentry : sentries()) ::kill(sentry, SIGKILL);
  start({"--layers", "hosts"});
  EXPECT_EQ(curl("https://example.org/"), kTlsAlert);
  EXPECT_NE(warnings().find("a list cannot be opened and is held by no one"), std::string::npos);
  ::kill(daemon_, SIGHUP);
  EXPECT_TRUE(wait_until([&] { return warnings().find("cannot be opened") == std::string::npos; }))
      << warnings();
  EXPECT_NE(warnings().find("the list social is held by no layer here"), std::string::npos)
      << "without the firewall nothing leads its names to the sentry";
  EXPECT_TRUE(call("Why", {{"query", "listed.example.com"}}).at("blocked").as_bool());
}

TEST_F(AppTest, LosesNothingAtAnyMomentOfAKill) {
  start();
  for (int i = 0; i < 12; ++i) {
    edit("block n" + std::to_string(i) + ".example.org");
    if (i % 2 == 1) put(folder_ / "etc/hosts", kOwnHosts);
    std::this_thread::sleep_for(std::chrono::milliseconds(i * 3));
    end_with(SIGKILL);
    start();
    for (int j = 0; j <= i; ++j) {
      EXPECT_NE(hosts().find("n" + std::to_string(j) + ".example.org"), std::string::npos);
    }
    EXPECT_EQ(hosts().find(kOwnHosts), 0u);
  }
  EXPECT_TRUE(recorded("pending").empty());
  EXPECT_TRUE(recorded("store_damaged").empty());
}

}  // namespace
}  // namespace holdfast
