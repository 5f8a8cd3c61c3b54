// Suffix match, and bytes a name, of host_matcher and of what one would write without it: a
// std::unordered_set of names asked for each suffix of a name. Goals G5 and G6.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "policy/host_matcher.h"
#include "tests/fakes/names.h"

namespace holdfast {
namespace {

constexpr std::size_t kQueries = 100'000;

/// Names one after another in memory, in random order: what is measured is the look-up, not the
/// way to the name that is looked up.
class Queries {
 public:
  explicit Queries(std::vector<std::string> names) {
    std::shuffle(names.begin(), names.end(), std::mt19937_64(1));
    if (names.size() > kQueries) names.resize(kQueries);
    for (const std::string& name : names) text_ += name;
    std::size_t offset = 0;
    for (const std::string& name : names) {
      views_.push_back(std::string_view(text_).substr(offset, name.size()));
      offset += name.size();
    }
  }
  std::string_view operator[](std::size_t i) const { return views_[i]; }
  std::size_t size() const { return views_.size(); }

 private:
  std::string text_;
  std::vector<std::string_view> views_;
};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const {
    return std::hash<std::string_view>{}(name);
  }
};
using NameSet = std::unordered_set<std::string, Hash, std::equal_to<>>;

bool any_suffix_in(const NameSet& names, std::string_view name) {
  for (;;) {
    if (names.find(name) != names.end()) return true;
    const std::size_t dot = name.find('.');
    if (dot == name.npos) return false;
    name.remove_prefix(dot + 1);
  }
}

/// One list, both ways.
struct World {
  explicit World(const std::vector<std::string>& names)
      : set(names.begin(), names.end()),
        hits(names),
        misses(fakes::other_names(std::clamp<std::size_t>(names.size(), 1'000, kQueries))) {
    HostMatcherBuilder builder;
    for (const std::string& name : names) builder.add(name);
    index = std::move(builder).build();
    matcher = HostMatcher::open(index).value();
  }

  std::vector<std::byte> index;
  HostMatcher matcher;
  NameSet set;
  Queries hits;
  Queries misses;
};

const World& world_of(std::int64_t count) {
  static std::map<std::int64_t, std::unique_ptr<World>> worlds;
  auto& world = worlds[count];
  if (!world) world = std::make_unique<World>(fakes::list_names(static_cast<std::size_t>(count)));
  return *world;
}

template <class Answer>
void ask(benchmark::State& state, const Queries& queries, const Answer& answer) {
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(answer(queries[i]));
    if (++i == queries.size()) i = 0;
  }
}

void BM_Hit(benchmark::State& state) {
  const World& world = world_of(state.range(0));
  ask(state, world.hits, [&](std::string_view name) { return world.matcher.match(name); });
  const auto bytes = static_cast<double>(world.index.size());
  state.counters["B/name"] = bytes / static_cast<double>(state.range(0));
  state.counters["B/kept"] = bytes / static_cast<double>(world.matcher.size());
}

void BM_HitUnorderedSet(benchmark::State& state) {
  const World& world = world_of(state.range(0));
  ask(state, world.hits, [&](std::string_view name) { return any_suffix_in(world.set, name); });
}

void BM_Miss(benchmark::State& state) {
  const World& world = world_of(state.range(0));
  ask(state, world.misses, [&](std::string_view name) { return world.matcher.match(name); });
}

void BM_MissUnorderedSet(benchmark::State& state) {
  const World& world = world_of(state.range(0));
  ask(state, world.misses, [&](std::string_view name) { return any_suffix_in(world.set, name); });
}

void sizes(benchmark::internal::Benchmark* bench) {
  for (const std::int64_t count : {100, 10'000, 200'000, 525'000, 1'000'000}) bench->Arg(count);
}
BENCHMARK(BM_Hit)->Apply(sizes);
BENCHMARK(BM_HitUnorderedSet)->Apply(sizes);
BENCHMARK(BM_Miss)->Apply(sizes);
BENCHMARK(BM_MissUnorderedSet)->Apply(sizes);

}  // namespace
}  // namespace holdfast

BENCHMARK_MAIN();
