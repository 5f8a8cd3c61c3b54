// A thousand times: killed, started, enforcing again; blocked all the while, and nothing left
// behind.
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <map>
#include <thread>

#include "platform/fd.h"
#include "platform/hosts_text.h"
#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

const std::string kOwnHosts = "127.0.0.1 localhost\n# a line of my own\n";
constexpr int kCyclesAShard = 250;

/// Knocks at a blocked address all the time. The firewall refuses at once; nobody else answers.
class Knocker {
 public:
  Knocker() : thread_([this] { work(); }) {}
  ~Knocker() { end(); }
  void end() {
    stops_ = true;
    if (thread_.joinable()) thread_.join();
  }
  int refused() const { return refused_; }
  const std::map<int, int>& others() const { return others_; }  // by errno; after end()

 private:
  void work() {
    while (!stops_) {
      const int outcome = knock();
      if (outcome == ECONNREFUSED) {
        ++refused_;
      } else {
        ++others_[outcome];
      }
      std::this_thread::sleep_for(500us);
    }
  }

  static int knock() {
    const platform::Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in blocked{};
    blocked.sin_family = AF_INET;
    blocked.sin_port = htons(8080);
    ::inet_pton(AF_INET, "203.0.113.9", &blocked.sin_addr);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&blocked), sizeof blocked) == 0) {
      return 0;
    }
    if (errno != EINPROGRESS) return errno;
    pollfd answer{socket.get(), POLLOUT, 0};
    if (::poll(&answer, 1, 200) != 1) return ETIMEDOUT;
    int outcome = 0;
    socklen_t size = sizeof outcome;
    ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &outcome, &size);
    return outcome;
  }

  std::atomic<bool> stops_ = false;
  std::atomic<int> refused_ = 0;
  std::map<int, int> others_;
  std::thread thread_;  // last: it uses the others
};

class KillLoopTest : public LiveDaemon, public testing::WithParamInterface<int> {
 protected:
  /// Every file that there is under the root, and how many descriptors the sentry holds.
  std::vector<std::string> everything() {
    std::vector<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      const std::string path = entry.path().string();
      if (path.find("/etc/ssl") == std::string::npos) all.push_back(path);
    }
    std::sort(all.begin(), all.end());
    EXPECT_TRUE(wait_until([this] { return sentries().size() == 1; })) << "former ones leave";
    for (const pid_t sentry : sentries()) {
      const fs::path open = "/proc/" + std::to_string(sentry) + "/fd";
      all.push_back("descriptors " + std::to_string(std::distance(fs::directory_iterator(open),
                                                                  fs::directory_iterator())));
    }
    all.push_back(run("nft list tables").text);
    return all;
  }
};

TEST_P(KillLoopTest, EnforcesAgainAndLeaksNothing) {
  start();
  edit("block example.org");
  edit("block 203.0.113.0/24");
  const std::string held = hosts();
  ASSERT_EQ(platform::parse_hosts(held).rest, kOwnHosts);
  end_with(SIGKILL);
  start();
  const auto before = everything();
  std::vector<double> milliseconds;
  Knocker knocker;
  for (int i = 0; i < kCyclesAShard && !HasFailure(); ++i) {
    SCOPED_TRACE("cycle " + std::to_string(i));
    const auto killed = steady_clock::now();
    end_with(SIGKILL);
    EXPECT_EQ(hosts(), held);
    start();
    milliseconds.push_back(
        std::chrono::duration<double, std::milli>(steady_clock::now() - killed).count());
    EXPECT_EQ(hosts(), held);
    EXPECT_EQ(call("GetStatus").at("state").as_string(), "holding");
  }
  knocker.end();
  EXPECT_GT(knocker.refused(), kCyclesAShard);
  for (const auto& [outcome, times] : knocker.others()) {
    ADD_FAILURE() << times << " times past the firewall: " << std::strerror(outcome);
  }
  // A sentry that has just been told what to block still holds what it was told with.
  EXPECT_TRUE(wait_until([&] { return everything() == before; }));
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(recorded("tamper").empty());
  EXPECT_TRUE(recorded("store_damaged").empty());
  end_with(SIGTERM);
  EXPECT_EQ(run(std::string(HOLDFASTD) + " --lift --root " + folder_.path().string() +
                " --sentry " HOLDFAST_SENTRY)
                .status,
            0);
  EXPECT_EQ(hosts(), kOwnHosts);
  EXPECT_NE(run("nft list table inet holdfast").status, 0);

  std::sort(milliseconds.begin(), milliseconds.end());
  std::printf("%zu cycles, from the kill to enforcing again: p50 %.1f ms, p99 %.1f ms\n",
              milliseconds.size(), milliseconds[milliseconds.size() / 2],
              milliseconds[milliseconds.size() * 99 / 100]);
}

INSTANTIATE_TEST_SUITE_P(Shard, KillLoopTest, testing::Range(0, 4));

}  // namespace
}  // namespace holdfast
