// G15: from the first SYN to a blocked name until the urge is recorded and announced to whoever
// watches, through the whole of it. On a disk, and in memory, where syncing the record is free: the
// second is Holdfast's own share. Needs root.

#include <benchmark/benchmark.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "daemon/sentry/endpoint.h"
#include "platform/fd.h"
#include "tests/bench/machine.h"
#include "tests/bench/process_figures.h"

namespace holdfast::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::duration<double, std::micro>;

constexpr int kAttempts = 500;

/// The events of a daemon as they are announced, on a thread of its own that ends with the daemon.
class Watcher {
 public:
  explicit Watcher(const std::string& socket)
      : thread_([this, socket] {
          auto client = ipc::Client::connect(socket);
          if (!client) return;
          (void)client->stream("io.holdfast.Control.Watch", {}, [this](const ipc::Reply& reply) {
            note(reply);
            return true;
          });
        }) {}
  ~Watcher() { thread_.join(); }
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// When the next urge was announced; nothing when none is within a second.
  std::optional<Clock::time_point> next() {
    std::unique_lock lock(mutex_);
    if (!came_.wait_for(lock, 1s, [this] { return seen_.has_value(); })) return std::nullopt;
    return std::exchange(seen_, std::nullopt);
  }

 private:
  void note(const ipc::Reply& reply) {
    const auto now = Clock::now();
    const auto* event = reply.parameters.if_contains("event");
    if (event == nullptr || !event->is_object() || event->at("kind") != "urge") return;
    const std::lock_guard lock(mutex_);
    seen_ = now;
    came_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable came_;
  std::optional<Clock::time_point> seen_;
  std::thread thread_;
};

/// Opens the sinkhole's HTTP port and asks for a host; when the SYN was sent.
Clock::time_point visit(const std::string& host, platform::Fd& socket) {
  const auto to = daemon::socket_address({IpAddress::v4({127, 0, 53, 66}), 80});
  socket.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const std::string request = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  const auto begin = Clock::now();
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&to.storage), to.size) == 0) {
    (void)::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL);
  }
  return begin;
}

void measure(benchmark::State& state, const std::filesystem::path& place) {
  Machine machine(place);
  machine.write_rules(kAttempts);
  machine.start();
  std::optional<Watcher> watcher(std::in_place, machine.socket());
  // Whether it watches already, only an event tells.
  platform::Fd socket;
  for (int i = kAttempts - 1; i > kAttempts - 20; --i) {
    visit("host" + std::to_string(i) + ".example", socket);
    if (watcher->next()) break;
  }
  std::vector<double> samples;
  int next = 0;
  for (auto _ : state) {
    const auto begin = visit("host" + std::to_string(next++) + ".example", socket);
    const auto seen = watcher->next();
    if (!seen) {
      state.SkipWithError("an attempt was not announced");
      break;
    }
    samples.push_back(Microseconds(*seen - begin).count());
    state.SetIterationTime(samples.back() / 1e6);
  }
  state.counters["p50_us"] = median(samples);
  state.counters["p99_us"] = quantile(samples, 0.99);
  machine.end_with(SIGTERM);
}

void BM_AttemptToAnnouncement(benchmark::State& state) {
  measure(state, std::filesystem::temp_directory_path());
}
void BM_AttemptToAnnouncementInMemory(benchmark::State& state) { measure(state, fast_place()); }

void usual(benchmark::internal::Benchmark* bench) {
  bench->Iterations(kAttempts - 20)->UseManualTime()->Unit(benchmark::kMicrosecond);
}
BENCHMARK(BM_AttemptToAnnouncement)->Apply(usual);
BENCHMARK(BM_AttemptToAnnouncementInMemory)->Apply(usual);

}  // namespace
}  // namespace holdfast::bench

BENCHMARK_MAIN();
