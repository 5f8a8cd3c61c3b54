// G3: from the start of holdfastd until it enforces (READY=1 of sd_notify(3)) and until it answers,
// with a list of 200,000 names imported before; the peer is an empty dnsmasq, from its start to its
// first answer, in turn with ours. Needs root.

#include <benchmark/benchmark.h>
#include <signal.h>

#include <functional>

#include "tests/bench/dnsmasq.h"
#include "tests/bench/machine.h"
#include "tests/bench/process_figures.h"

namespace holdfast::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::uint16_t kPort = 53536;

Milliseconds dnsmasq_start(const Machine& machine) {
  const auto configuration = machine / "empty.conf";
  Dnsmasq::configure(configuration, kPort, "");
  const auto begin = Clock::now();
  const Dnsmasq dnsmasq(configuration, kPort);
  if (!dnsmasq.answers_within(10s)) throw std::runtime_error("dnsmasq does not answer");
  return Clock::now() - begin;
}

void measure(benchmark::State& state, const std::function<void(Machine&)>& end) {
  Machine machine;
  machine.import_list(static_cast<std::size_t>(state.range(0)));
  std::vector<double> ready;
  std::vector<double> answer;
  std::vector<double> theirs;
  for (auto _ : state) {
    end(machine);
    const Machine::Started started = machine.timed_start();
    ready.push_back(started.until_ready.count());
    answer.push_back(started.until_answer.count());
    if (is_installed(Dnsmasq::kProgram)) theirs.push_back(dnsmasq_start(machine).count());
    state.SetIterationTime(ready.back() / 1e3);
  }
  state.counters["ready_p50_ms"] = median(ready);
  state.counters["ready_p90_ms"] = quantile(ready, 0.9);
  state.counters["answer_p50_ms"] = median(answer);
  state.counters["dnsmasq_p50_ms"] = median(theirs);
}

/// Nothing holds yet: no section in the hosts file, no table, no sentry.
void BM_StartFromNothing(benchmark::State& state) {
  measure(state, [](Machine& machine) {
    machine.end_with(SIGTERM);
    machine.lift();
  });
}

/// All of it holds still, and the sentry waits for a successor.
void BM_RestartAfterKill(benchmark::State& state) {
  measure(state, [](Machine& machine) { machine.end_with(SIGKILL); });
}

void usual(benchmark::internal::Benchmark* bench) {
  bench->Arg(100)->Arg(200'000)->Iterations(25)->UseManualTime()->Unit(benchmark::kMillisecond);
}
BENCHMARK(BM_StartFromNothing)->Apply(usual);
BENCHMARK(BM_RestartAfterKill)->Apply(usual);

}  // namespace
}  // namespace holdfast::bench

BENCHMARK_MAIN();
