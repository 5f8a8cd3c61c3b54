// What a long record costs: the week's counts and letter, and the insights of years.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "policy/insights.h"
#include "policy/partner/summary_words.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Wall kBegin = std::chrono::sys_days(2026y / std::chrono::January / 1);

/// Urges that were ridden out, among the other things that happen, spread over a year.
std::vector<LogEntry> record_of(std::int64_t count) {
  const std::string_view kinds[] = {kind::kUrge, kind::kRiddenOut, kind::kTamper,
                                    kind::kPromiseKept};
  const auto step = std::chrono::milliseconds(days(364)) / count;
  std::vector<LogEntry> entries;
  entries.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string_view kind = kinds[i % std::size(kinds)];
    LogEntry entry{i + 1, {Elapsed(step * i), kBegin + step * i}, std::string(kind), "", {}};
    if (kind == kind::kRiddenOut) entry.detail["urge"] = i;
    entries.push_back(std::move(entry));
  }
  return entries;
}

void BM_Summary(benchmark::State& state) {
  const std::vector<LogEntry> entries = record_of(state.range(0));
  const TimeZone zone;
  for (auto _ : state) {
    WeekReader reader({kBegin, kBegin + days(364)}, zone);
    for (const LogEntry& entry : entries) reader.take(entry);
    benchmark::DoNotOptimize(summary_letter({.names = {"Sam", "Alex"}, .week = reader.week()}));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Summary)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void BM_Insights(benchmark::State& state) {
  Past past;
  const auto step = std::chrono::milliseconds(days(364)) / state.range(0);
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    past.urges.push_back({kBegin + step * i, i % 3 != 0});
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(insights(past, kBegin, kBegin + days(364), TimeZone()));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_Insights)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdfast

BENCHMARK_MAIN();
