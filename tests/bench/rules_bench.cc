// What reading and editing a policy cost.
#include <benchmark/benchmark.h>

#include <string>

#include "policy/edit.h"

namespace holdfast {
namespace {

std::string rules_of(std::int64_t count) {
  std::string text;
  for (std::int64_t i = 0; i < count; ++i) {
    text += "block host" + std::to_string(i) + ".example until 2027-03-01  # why\n";
  }
  return text;
}

const Catalog& catalog() {
  static const Catalog built_in = Catalog::parse(Catalog::built_in_texts()).value();
  return built_in;
}

RulesText parsed(const std::string& text) {
  return std::get<RulesText>(RulesText::parse(text, catalog()));
}

void BM_RulesParse(benchmark::State& state) {
  const std::string text = rules_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(RulesText::parse(text, catalog()));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(BM_RulesParse)
    ->RangeMultiplier(10)
    ->Range(10, 10'000)
    ->Unit(benchmark::kMicrosecond)
    ->Complexity();

void BM_EditSplit(benchmark::State& state) {
  const RulesText held = parsed(rules_of(state.range(0)));
  const RulesText proposed = parsed("alias them\n");
  for (auto _ : state) benchmark::DoNotOptimize(split(held, proposed, Moment(), TimeZone()));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(BM_EditSplit)
    ->RangeMultiplier(10)
    ->Range(10, 10'000)
    ->Unit(benchmark::kMicrosecond)
    ->Complexity();

}  // namespace
}  // namespace holdfast

BENCHMARK_MAIN();
