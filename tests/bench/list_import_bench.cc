// From the text of a list to an index that answers, and from an index on disk to a matcher. The
// peer is dnsmasq (Debian's dnsmasq-base), from its start with the same names as `local=` lines to
// its first answer on a loopback port. Goal G4.

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "platform/list_store.h"
#include "policy/host_list.h"
#include "tests/bench/dnsmasq.h"
#include "tests/fakes/names.h"

namespace holdfast {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint16_t kPort = 53535;

class ScratchDir {
 public:
  ScratchDir() : path_((fs::temp_directory_path() / "holdfast-bench-XXXXXX").string()) {
    if (mkdtemp(path_.data()) == nullptr) std::abort();
  }
  ~ScratchDir() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;
  fs::path path() const { return path_; }

 private:
  std::string path_;
};

/// A list as text and as files, made once for each size.
struct World {
  explicit World(std::size_t count) : names(fakes::list_names(count)) {
    text = fakes::hosts_text(names);
    std::ofstream(list()) << text;
    std::string lines;
    for (const std::string& name : names) lines += "local=/" + name + "/\n";
    bench::Dnsmasq::configure(dnsmasq_conf(), kPort, lines);
  }
  fs::path list() const { return dir.path() / "list.hosts"; }
  fs::path dnsmasq_conf() const { return dir.path() / "dnsmasq.conf"; }

  ScratchDir dir;
  std::vector<std::string> names;
  std::string text;
};

const World& world_of(std::int64_t count) {
  static std::map<std::int64_t, World> worlds;
  return worlds.try_emplace(count, static_cast<std::size_t>(count)).first->second;
}

void per_name(benchmark::State& state) {
  state.counters["per name"] = benchmark::Counter(
      static_cast<double>(state.range(0)),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void BM_TextToIndex(benchmark::State& state) {
  const World& world = world_of(state.range(0));
  for (auto _ : state) {
    HostMatcherBuilder builder;
    if (!read_host_list(world.text, builder)) return state.SkipWithError("the list is refused");
    const auto index = std::move(builder).build();
    benchmark::DoNotOptimize(HostMatcher::open(index)->match(world.names.front()));
  }
  per_name(state);
}

/// The whole of it, with reading, hashing, writing and syncing.
void BM_ImportFile(benchmark::State& state) {
  const World& world = world_of(state.range(0));
  const platform::ListStore store(platform::Paths{world.dir.path() / "root"});
  for (auto _ : state) {
    const auto imported = store.import({"bench", world.list()});
    if (!imported) return state.SkipWithError(imported.error().text.english().c_str());
    const auto list = store.open(imported->index);
    benchmark::DoNotOptimize(list->matcher().match(world.names.front()));
    state.PauseTiming();
    (void)store.remove_unused({});
    state.ResumeTiming();
  }
  per_name(state);
}

void BM_OpenIndex(benchmark::State& state) {
  const World& world = world_of(state.range(0));
  const platform::ListStore store(platform::Paths{world.dir.path() / "root"});
  const auto imported = store.import({"bench", world.list()});
  if (!imported) return state.SkipWithError(imported.error().text.english().c_str());
  for (auto _ : state) {
    const auto list = store.open(imported->index);
    benchmark::DoNotOptimize(list->matcher().match(world.names.front()));
  }
}

void BM_DnsmasqStart(benchmark::State& state) {
  if (!bench::is_installed(bench::Dnsmasq::kProgram)) {
    return state.SkipWithError("dnsmasq-base is not installed");
  }
  const World& world = world_of(state.range(0));
  for (auto _ : state) {
    const auto start = Clock::now();
    const bench::Dnsmasq dnsmasq(world.dnsmasq_conf(), kPort);
    const bool answered = dnsmasq.answers_within(std::chrono::seconds(60));
    state.SetIterationTime(std::chrono::duration<double>(Clock::now() - start).count());
    if (!answered) return state.SkipWithError("dnsmasq does not answer");
  }
  per_name(state);
}

void sizes(benchmark::internal::Benchmark* bench) {
  for (const std::int64_t count : {100, 10'000, 200'000, 525'000}) bench->Arg(count);
  bench->Unit(benchmark::kMillisecond);
}
BENCHMARK(BM_TextToIndex)->Apply(sizes);
BENCHMARK(BM_ImportFile)->Apply(sizes)->UseRealTime();
BENCHMARK(BM_OpenIndex)->Apply(sizes)->UseRealTime();
BENCHMARK(BM_DnsmasqStart)->Apply(sizes)->UseManualTime();

}  // namespace
}  // namespace holdfast

BENCHMARK_MAIN();
