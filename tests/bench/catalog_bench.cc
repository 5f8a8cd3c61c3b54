// What a start and a pasted link cost.
#include <benchmark/benchmark.h>

#include "policy/catalog.h"

namespace holdfast {
namespace {

void BM_CatalogParse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Catalog::parse(Catalog::built_in_texts()));
}
BENCHMARK(BM_CatalogParse)->Unit(benchmark::kMicrosecond);

void BM_CatalogMatchLink(benchmark::State& state) {
  const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  const HostName host = HostName::parse("www.instagram.com").value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(catalog.match_link(host, "/stories/her.name/1/?hl=en"));
  }
}
BENCHMARK(BM_CatalogMatchLink);

void BM_TargetParse(benchmark::State& state) {
  const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(parse_target("https://www.instagram.com/her.name/?hl=en", catalog));
  }
}
BENCHMARK(BM_TargetParse);

}  // namespace
}  // namespace holdfast

BENCHMARK_MAIN();
