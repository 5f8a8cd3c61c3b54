// What the icon in the panel costs: from its start to its place in the panel (T1), memory (T2) and
// wake-ups (T3) while nothing happens, and the time from an attempt to the call that shows the
// notification (T4), through the whole of Holdfast. The panel and the notification server are
// stubs, so that their time is not measured. Needs root for T4. HOLDFAST_IDLE_SECONDS is the time
// watched, 20 unless set.

#include <benchmark/benchmark.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>

#include "tests/bench/machine.h"
#include "tests/bench/process_figures.h"
#include "tests/desktop/desktop.h"
#include "tests/fakes/fake_daemon.h"
#include "tests/tray/applet/stub_server.h"

namespace holdfast::bench {
namespace {

using namespace std::chrono_literals;
using applet::BusPeer;
using applet::PrivateBus;
using applet::StubServer;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kStarts = 50;
constexpr int kAttempts = 200;
constexpr double kKibAMib = 1024;

/// A panel that notes when an item registers.
class Panel {
 public:
  Panel() : peer_(PrivateBus::ours().address()) {
    constexpr const char* kXml = R"xml(<node><interface name="org.kde.StatusNotifierWatcher">
      <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
      </interface></node>)xml";
    peer_.serve("/StatusNotifierWatcher", kXml, [this](const std::string&, GVariant*) {
      const std::lock_guard lock(mutex_);
      registered_ = Clock::now();
      came_.notify_one();
      return g_variant_new("()");
    });
    peer_.own("org.kde.StatusNotifierWatcher");
  }

  std::optional<Clock::time_point> next() {
    std::unique_lock lock(mutex_);
    if (!came_.wait_for(lock, 10s, [this] { return registered_.has_value(); })) return {};
    return std::exchange(registered_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::optional<Clock::time_point> registered_;
  BusPeer peer_;
};

/// A folder of its own for what the tray keeps, and a daemon that has nothing to tell.
class World {
 public:
  explicit World(std::string socket) {
    ::setenv("XDG_STATE_HOME", folder_.path().c_str(), 1);
    ::setenv("XDG_RUNTIME_DIR", folder_.path().c_str(), 1);
    ::setenv("HOLDFAST_SOCKET", socket.c_str(), 1);
    PrivateBus::ours();
  }
  std::unique_ptr<Child> start_tray() const {
    return std::make_unique<Child>(std::vector<std::string>{HOLDFAST_TRAY});
  }

 private:
  TempDir folder_;
};

fakes::FakeDaemon& quiet(fakes::FakeDaemon& daemon) {
  daemon.answer("Watch", {R"({"event": {"id": 0, "time": "2026-03-12T20:00:00Z",
      "kind": "rule_added", "subject": "", "text": "", "detail": {}}})"});
  daemon.answer("Log", {R"({"events": []})"});
  return daemon;
}

std::int64_t resident_kib(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atoll(line.c_str() + 6);
  }
  return 0;
}

void BM_TrayStart(benchmark::State& state) {
  fakes::FakeDaemon daemon(HOLDFAST_VERSION);
  const World world(quiet(daemon).path());
  Panel panel;
  std::vector<double> samples;
  std::vector<double> cpu;
  for (auto _ : state) {
    const auto begin = Clock::now();
    const auto tray = world.start_tray();
    const auto registered = panel.next();
    if (!registered) return state.SkipWithError("the tray did not register");
    samples.push_back(Milliseconds(*registered - begin).count());
    cpu.push_back(Milliseconds(cpu_of(tray->pid())).count());
    state.SetIterationTime(samples.back() / 1e3);
  }
  state.counters["p50_ms"] = median(samples);
  state.counters["p99_ms"] = quantile(samples, 0.99);
  state.counters["cpu_ms"] = median(cpu);
}
BENCHMARK(BM_TrayStart)->Iterations(kStarts)->UseManualTime()->Unit(benchmark::kMillisecond);

void BM_TrayAtRest(benchmark::State& state) {
  const char* text = std::getenv("HOLDFAST_IDLE_SECONDS");
  const std::chrono::seconds watched(text == nullptr ? 20 : std::max(1, std::atoi(text)));
  fakes::FakeDaemon daemon(HOLDFAST_VERSION);
  const World world(quiet(daemon).path());
  Panel panel;
  StubServer server;
  const auto tray = world.start_tray();
  if (!panel.next()) return state.SkipWithError("the tray did not register");
  // Until it has written what it keeps, and GLib's helpers of the start have gone home: they wait
  // for more work for fifteen seconds.
  for (auto before = std::int64_t{-1}; before != wakeups_of(tray->pid());) {
    before = wakeups_of(tray->pid());
    std::this_thread::sleep_for(20s);
  }
  for (auto _ : state) {
    const auto wakeups = wakeups_of(tray->pid());
    std::this_thread::sleep_for(watched);
    state.counters["wakeups_a_second"] = static_cast<double>(wakeups_of(tray->pid()) - wakeups) /
                                         static_cast<double>(watched.count());
  }
  state.counters["rss_mib"] = static_cast<double>(resident_kib(tray->pid())) / kKibAMib;
  state.counters["pss_mib"] = static_cast<double>(memory_of(tray->pid())) / kKibAMib;
}
BENCHMARK(BM_TrayAtRest)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

/// Opens the sinkhole's HTTP port and asks for a host; when the SYN was sent.
Clock::time_point visit(const std::string& host) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(80);
  to.sin_addr.s_addr = htonl(0x7F003542);  // 127.0.53.66
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const std::string request = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  const auto begin = Clock::now();
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) {
    (void)::send(fd, request.data(), request.size(), MSG_NOSIGNAL);
  }
  ::close(fd);
  return begin;
}

void BM_AttemptToNotification(benchmark::State& state) {
  Machine machine;
  machine.write_rules(kAttempts + 1);
  machine.start();
  const World world(machine.socket());
  Panel panel;
  StubServer server;
  const auto tray = world.start_tray();
  if (!panel.next()) return state.SkipWithError("the tray did not register");
  // Whether it watches already, only an urge tells.
  machine.call("ReportUrge", {{"note", "is anybody watching?"}});
  if (!Machine::wait_until([&] { return !server.bubbles().empty(); })) {
    return state.SkipWithError("nobody watches");
  }
  std::vector<double> samples;
  int number = 0;
  for (auto _ : state) {
    const std::size_t shown = server.bubbles().size();
    const auto begin = visit("host" + std::to_string(number++) + ".example");
    if (!Machine::wait_until([&] { return server.bubbles().size() > shown; })) {
      state.SkipWithError("an attempt was not told");
      break;
    }
    samples.push_back(Milliseconds(server.bubbles()[shown].came - begin).count());
    state.SetIterationTime(samples.back() / 1e3);
    const auto status = machine.call("GetStatus");
    for (const auto& urge : status.at("open_urges").as_array()) {
      machine.call("RideOut", {{"id", urge.at("id")}});
    }
    Machine::wait_until([&] { return server.standing().empty(); });
  }
  state.counters["p50_ms"] = median(samples);
  state.counters["p99_ms"] = quantile(samples, 0.99);
  machine.end_with(SIGTERM);
}
BENCHMARK(BM_AttemptToNotification)
    ->Iterations(kAttempts)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdfast::bench

BENCHMARK_MAIN();
