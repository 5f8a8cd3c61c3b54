// `others off`: a service that only managed browsers may reach, with a real server behind a wire.
#include <signal.h>

#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

class OthersOffTest : public LiveDaemon {
 protected:
  void SetUp() override {
    LiveDaemon::SetUp();
    // The world has one machine, and its name server is here.
    put(folder_ / "index.html", "the service itself");
    ASSERT_EQ(
        run("unshare -n sleep 120 >/dev/null 2>&1 & echo $! > " + (folder_ / "far.pid").string())
            .status,
        0);
    far_ = std::stoi(get(folder_ / "far.pid"));
    ASSERT_TRUE(wait_until([&] {
      return run("test \"$(readlink /proc/" + std::to_string(far_) +
                 "/ns/net)\" != \"$(readlink /proc/self/ns/net)\"")
                 .status == 0;
    }));
    ASSERT_EQ(run("ip link set far netns " + std::to_string(far_)).status, 0);
    ASSERT_EQ(in_the_world("ip addr add 198.51.100.9/24 dev far && ip link set far up && "
                           "ip link set lo up")
                  .status,
              0);
    ASSERT_EQ(run("ip addr flush dev world && ip addr add 198.51.100.1/24 dev world").status, 0);
    ASSERT_EQ(run("nsenter -t " + std::to_string(far_) + " -n python3 -m http.server 80 -d " +
                  folder_.path().string() +
                  " >/dev/null 2>&1 & "
                  "dnsmasq --keep-in-foreground --no-resolv --no-hosts --port=5353 --pid-file "
                  "--listen-address=127.0.0.1 --bind-interfaces "
                  "--address=/instagram.com/198.51.100.9 --address=/other.example/198.51.100.9 "
                  ">/dev/null 2>&1 & echo $! > " +
                  (folder_ / "dns.pid").string())
                  .status,
              0);
    // A program that is one of the browsers that are known, as far as anybody can tell.
    ASSERT_EQ(run("mount -t tmpfs none /opt && mkdir -p /opt/vivaldi && "
                  "cp $(command -v curl) /opt/vivaldi/vivaldi-bin")
                  .status,
              0);
    ASSERT_TRUE(wait_until([&] { return get_page("curl").find("itself") != std::string::npos; }));
  }
  void TearDown() override {
    const std::string far = "/proc/" + std::to_string(far_) + "/ns/net";
    (void)run("kill $(cat " + (folder_ / "dns.pid").string() + "); world=$(readlink " + far +
              "); for p in /proc/[0-9]*; do test \"$(readlink $p/ns/net)\" = \"$world\" && "
              "kill ${p#/proc/}; done; umount /opt");
    LiveDaemon::TearDown();
  }

  Said in_the_world(const std::string& command) const {
    return run("nsenter -t " + std::to_string(far_) + " -n sh -c '" + command + "'");
  }
  std::string get_page(const std::string& program,
                       const std::string& name = "www.instagram.com") const {
    return run(program + " -s --max-time 5 --resolve " + name + ":80:198.51.100.9 http://" + name +
               "/index.html")
        .text;
  }

  int far_ = 0;
};

constexpr const char* kBrowser = "/opt/vivaldi/vivaldi-bin";

TEST_F(OthersOffTest, OnlyBrowsersReachTheService) {
  start({"--resolver", "127.0.0.1:5353"});
  edit("block instagram/her.name scope profile");
  EXPECT_NE(get_page("curl").find("itself"), std::string::npos);
  edit("block instagram/her.name scope profile others off");
  ASSERT_TRUE(wait_until([&] { return get_page("curl").find("resting") != std::string::npos; }));
  EXPECT_EQ(get_page(kBrowser), "the service itself");
  EXPECT_EQ(get_page("curl", "other.example"), "the service itself") << "at the same address";
  ASSERT_TRUE(wait_for("urge", 1));
  EXPECT_EQ(recorded("urge"), std::vector<std::string>{"block instagram/her.name"});
  // Nobody can say who it is while no daemon runs: the browsers go on.
  end_with(SIGKILL);
  EXPECT_EQ(get_page(kBrowser), "the service itself");
}

}  // namespace
}  // namespace holdfast
