// What a machine pays while nothing happens: wake-ups and CPU time of all of Holdfast's processes
// (goal G1), and their memory (G2), beside USBGuard's daemon and an empty dnsmasq. Needs root.
// HOLDFAST_IDLE_SECONDS is the time watched, 20 unless set; the goal speaks of 600.

#include <benchmark/benchmark.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <thread>

#include "tests/bench/dnsmasq.h"
#include "tests/bench/machine.h"
#include "tests/bench/process_figures.h"

namespace holdfast::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kRules = 200;
constexpr std::uint16_t kNameServerPort = 5353;

/// USBGuard's daemon without a USB bus, in the mount namespace of the machine.
class UsbGuard {
 public:
  static bool is_installed() { return bench::is_installed("usbguard-daemon"); }

  explicit UsbGuard(const Machine& machine) {
    ::mount("none", "/sys/bus", "tmpfs", 0, nullptr);
    std::filesystem::create_directories("/sys/bus/usb/devices");
    const auto rules = (machine / "usbguard.rules").string();
    const auto configuration = (machine / "usbguard.conf").string();
    put(rules, "");
    put(configuration, "RuleFile=" + rules +
                           "\nImplicitPolicyTarget=allow\nPresentDevicePolicy=keep\n"
                           "PresentControllerPolicy=keep\nInsertedDevicePolicy=apply-policy\n"
                           "IPCAllowedUsers=root\nAuditBackend=FileAudit\nAuditFilePath=" +
                           (machine / "usbguard.log").string() + "\n");
    for (const auto& file : {rules, configuration}) ::chmod(file.c_str(), 0600);
    peer_.emplace(std::vector<std::string>{"usbguard-daemon", "-k", "-c", configuration});
  }
  ~UsbGuard() { ::umount2("/sys/bus", MNT_DETACH); }
  UsbGuard(const UsbGuard&) = delete;
  UsbGuard& operator=(const UsbGuard&) = delete;

  pid_t pid() const { return peer_->pid(); }

 private:
  std::optional<Peer> peer_;
};

/// An address of its own for each rule, good for a day: no look-up falls due meanwhile.
std::string answers_for_rules() {
  std::string lines = "local-ttl=86400\n";
  for (int i = 0; i < kRules; ++i) {
    lines += "address=/host" + std::to_string(i) + ".example/203.0.113." + std::to_string(i) + "\n";
  }
  return lines;
}

std::chrono::seconds watched_time() {
  const char* text = std::getenv("HOLDFAST_IDLE_SECONDS");
  return std::chrono::seconds(text == nullptr ? 20 : std::max(1, std::atoi(text)));
}

struct Activity {
  std::int64_t wakeups = 0;
  std::chrono::nanoseconds cpu{};

  friend Activity operator-(Activity a, Activity b) {
    return {a.wakeups - b.wakeups, a.cpu - b.cpu};
  }
};

Activity activity_of(const std::vector<pid_t>& processes) {
  Activity sum;
  for (const pid_t process : processes) {
    sum.wakeups += wakeups_of(process);
    sum.cpu += cpu_of(process);
  }
  return sum;
}

/// Until none of them has done anything for two seconds, half a minute at most.
void settle(const std::vector<pid_t>& processes) {
  for (int i = 0; i < 15; ++i) {
    const auto before = activity_of(processes).wakeups;
    std::this_thread::sleep_for(2s);
    if (activity_of(processes).wakeups == before) return;
  }
}

void BM_Idle(benchmark::State& state) {
  Machine machine;
  const auto names = machine / "names.conf";
  Dnsmasq::configure(names, kNameServerPort, answers_for_rules());
  const Dnsmasq name_server(names, kNameServerPort);
  if (!name_server.answers_within(10s)) return state.SkipWithError("needs dnsmasq-base");
  machine.write_rules(kRules);
  machine.start({"--resolver", "127.0.0.1:" + std::to_string(kNameServerPort)});
  std::unique_ptr<UsbGuard> guard;
  if (UsbGuard::is_installed()) guard = std::make_unique<UsbGuard>(machine);

  const auto ours = machine.processes();
  settle(ours);
  for (auto _ : state) {
    const double seconds = static_cast<double>(watched_time().count());
    const std::vector<pid_t> theirs =
        guard ? std::vector<pid_t>{guard->pid()} : std::vector<pid_t>{};
    const Activity before = activity_of(ours);
    const Activity before_theirs = activity_of(theirs);
    std::this_thread::sleep_for(watched_time());
    const Activity spent = activity_of(ours) - before;
    const Activity spent_theirs = activity_of(theirs) - before_theirs;
    state.counters["processes"] = static_cast<double>(ours.size());
    state.counters["wakeups_a_second"] = static_cast<double>(spent.wakeups) / seconds;
    state.counters["cpu_us"] = static_cast<double>(spent.cpu.count()) / 1e3;
    if (guard) {
      state.counters["usbguard_wakeups_a_second"] =
          static_cast<double>(spent_theirs.wakeups) / seconds;
    }
  }
}
BENCHMARK(BM_Idle)->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

double megabytes(std::int64_t kib) { return static_cast<double>(kib) * 1024 / 1e6; }

void report_memory(benchmark::State& state, const Machine& machine) {
  std::int64_t sentries = 0;
  for (const pid_t sentry : machine.sentries()) sentries += memory_of(sentry);
  const std::int64_t daemon = memory_of(machine.daemon());
  state.counters["daemon_mb"] = megabytes(daemon);
  state.counters["sentry_mb"] = megabytes(sentries);
  state.counters["all_mb"] = megabytes(daemon + sentries);
}

/// The argument: how many rules.
void BM_MemoryWithRules(benchmark::State& state) {
  Machine machine;
  machine.write_rules(static_cast<int>(state.range(0)));
  machine.start();
  std::unique_ptr<UsbGuard> guard;
  if (UsbGuard::is_installed()) guard = std::make_unique<UsbGuard>(machine);
  for (auto _ : state) std::this_thread::sleep_for(2s);
  report_memory(state, machine);
  if (guard) state.counters["usbguard_mb"] = megabytes(memory_of(guard->pid()));
}
BENCHMARK(BM_MemoryWithRules)
    ->Arg(3)
    ->Arg(kRules)
    ->Iterations(1)
    ->Unit(benchmark::kSecond)
    ->UseRealTime();

/// The arguments: how many names of a list, and whether the daemon was started anew after it had
/// imported the list.
void BM_MemoryWithList(benchmark::State& state) {
  Machine machine;
  machine.import_list(static_cast<std::size_t>(state.range(0)));
  if (state.range(1) == 1) {
    machine.end_with(SIGTERM);
    machine.start();
  }
  for (auto _ : state) std::this_thread::sleep_for(2s);
  report_memory(state, machine);
}
BENCHMARK(BM_MemoryWithList)
    ->Args({200'000, 0})
    ->Args({200'000, 1})
    ->Iterations(1)
    ->Unit(benchmark::kSecond)
    ->UseRealTime();

}  // namespace
}  // namespace holdfast::bench

BENCHMARK_MAIN();
