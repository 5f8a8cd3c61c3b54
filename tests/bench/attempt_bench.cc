// G15: from the first SYN to a blocked name until the urge is recorded and announced to whoever
// watches, through the whole of it. On a disk, and in memory, where syncing the record is free: the
// second is Holdfast's own share. Needs root.

#include <benchmark/benchmark.h>
#include <signal.h>
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

constexpr int kAttempts = 300;

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

  struct Urge {
    Clock::time_point announced;
    std::int64_t id = 0;
  };
  /// The next urge; nothing when none is announced within a second.
  std::optional<Urge> next() {
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
    seen_ = {now, event->at("id").to_number<std::int64_t>()};
    came_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable came_;
  std::optional<Urge> seen_;
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

/// Attempts at ever new names, each an urge of its own.
class Person {
 public:
  Person(Machine& machine, int rules)
      : machine_(machine), rules_(rules), watcher_(machine.socket()) {
    // Whether it watches already, only an event tells; with a note, each is recorded.
    do machine.call("ReportUrge", {{"note", "is anybody watching?"}});
    while (!watcher_.next());
  }

  /// From the SYN to the announcement.
  std::optional<Microseconds> attempt() {
    const int number = number_++;
    platform::Fd socket;
    const auto begin =
        visit("a" + std::to_string(number) + ".host" + std::to_string(number % rules_) + ".example",
              socket);
    const auto urge = watcher_.next();
    if (!urge) return std::nullopt;
    machine_.call("RideOut", {{"id", urge->id}});
    return urge->announced - begin;
  }

 private:
  Machine& machine_;
  int rules_;
  int number_ = 0;
  Watcher watcher_;
};

void measure(benchmark::State& state, const std::filesystem::path& place) {
  const int rules = static_cast<int>(state.range(0));
  Machine machine(place);
  machine.write_rules(rules);
  machine.start();
  Person person(machine, rules);
  std::vector<double> samples;
  for (auto _ : state) {
    const auto taken = person.attempt();
    if (!taken) {
      state.SkipWithError("an attempt was not announced");
      break;
    }
    samples.push_back(taken->count());
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
  bench->Arg(10)->Arg(500)->Iterations(kAttempts)->UseManualTime();
  bench->Unit(benchmark::kMicrosecond);
}
BENCHMARK(BM_AttemptToAnnouncement)->Apply(usual);
BENCHMARK(BM_AttemptToAnnouncementInMemory)->Apply(usual);

}  // namespace
}  // namespace holdfast::bench

BENCHMARK_MAIN();
