// What recording costs, beside plain SQLite in the same run, on the disk of the temporary
// directory: durable rows a second and bytes a row (goal G12), streak and week at a million events
// (G13), and what an opening takes.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/store/sqlite.h"
#include "platform/store/store.h"
#include "platform/zone.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kEventsADay = 1000;
constexpr sys_days kFirstDay{days(20'000)};

class Directory {
 public:
  Directory() {
    std::string name = (fs::temp_directory_path() / "holdfast-bench-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Directory() { fs::remove_all(path_); }
  fs::path operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

EventRow an_event(std::int64_t number) {
  EventRow event;
  event.at.wall = kFirstDay + std::chrono::milliseconds(number * 86'400'000 / kEventsADay);
  event.at.elapsed = Elapsed(event.at.wall.time_since_epoch());
  event.kind = number % 10 ? "urge" : "tamper";
  event.subject = "instagram/her.name";
  event.detail = R"({"attempts":3})";
  return event;
}

std::unique_ptr<Store> open(const fs::path& path) { return std::move(Store::open(path)->store); }

// The peer: what a row costs in a transaction of its own.
void BM_PlainSingleRows(benchmark::State& state) {
  const Directory directory;
  const auto database =
      sqlite::Database::open(directory / "plain.db", sqlite::Database::Access::kCreate);
  (void)database->run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "CREATE TABLE event (id INTEGER PRIMARY KEY, wall INTEGER, kind INTEGER) STRICT");
  auto insert = database->prepare("INSERT INTO event (wall, kind) VALUES (?1, ?2)");
  std::int64_t number = 0;
  for (auto _ : state) {
    ++number;
    if (!insert->bind(number, number % 5).run()) state.SkipWithError("cannot write");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_PlainSingleRows)->UseRealTime();

void BM_CommitEvents(benchmark::State& state) {
  const Directory directory;
  const auto store = open(directory / "store.db");
  std::int64_t number = 0;
  for (auto _ : state) {
    Batch batch;
    for (std::int64_t i = 0; i < state.range(0); ++i) batch.events.push_back(an_event(++number));
    if (!store->commit(batch)) state.SkipWithError("cannot write");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_CommitEvents)->Arg(1)->Arg(100)->Arg(1000)->Arg(10'000)->UseRealTime();

void BM_CommitAttempts(benchmark::State& state) {
  const Directory directory;
  const auto store = open(directory / "store.db");
  const std::int64_t episode = store->commit({{an_event(1)}, {}, {}})->front();
  Wall at = an_event(1).at.wall;
  for (auto _ : state) {
    Batch batch;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
      batch.attempts.push_back({episode, at += 1ms, 0, 443, 1});
    }
    if (!store->commit(batch)) state.SkipWithError("cannot write");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(BM_CommitAttempts)->Arg(100)->Arg(1000)->Arg(10'000)->UseRealTime();

// 200,000 attempts in episodes of 20, five a second, as a flood over many rules would leave them.
void BM_BytesAnAttempt(benchmark::State& state) {
  constexpr int kEpisodes = 10'000, kAttempts = 20;
  for (auto _ : state) {
    const Directory directory;
    const auto fill = [&](const char* name, int attempts) {
      auto store = open(directory / name);
      for (int i = 0; i < kEpisodes / 100; ++i) {
        Batch batch;
        for (int j = 0; j < 100; ++j) batch.events.push_back(an_event(100 * i + j));
        for (int k = 0; k < attempts; ++k) {
          for (int j = 0; j < 100; ++j) {
            batch.attempts.push_back({-1 - j, batch.events[j].at.wall + k * 200ms, 0, 443, 1});
          }
        }
        (void)store->commit(batch);
      }
      store.reset();
      return static_cast<double>(fs::file_size(directory / name));
    };
    const double with = fill("with.db", kAttempts);
    const double without = fill("without.db", 0);
    state.counters["bytes"] = (with - without) / (kEpisodes * kAttempts);
  }
}
BENCHMARK(BM_BytesAnAttempt)->Iterations(1)->Unit(benchmark::kMillisecond);

/// A million events over a thousand days, made once.
const fs::path& million_events() {
  static const Directory directory;
  static const fs::path path = [] {
    auto store = open(directory / "million.db");
    for (std::int64_t first = 0; first < kMillion; first += 10'000) {
      Batch batch;
      for (std::int64_t i = first; i < first + 10'000; ++i) batch.events.push_back(an_event(i));
      (void)store->commit(batch);
    }
    EventRow slip = an_event(kMillion / 2);
    slip.kind = "slip";
    (void)store->commit({{slip}, {}, {}});
    return directory / "million.db";
  }();
  return path;
}

constexpr sys_days kLastDay = kFirstDay + days(kMillion / kEventsADay);

void BM_StreakAndWeek(benchmark::State& state) {
  const auto store = open(million_events());
  for (auto _ : state) {
    benchmark::DoNotOptimize(store->last("slip"));
    benchmark::DoNotOptimize(store->days(kFirstDay, kLastDay));
    benchmark::DoNotOptimize(store->days(kLastDay - days(7), kLastDay));
  }
}
BENCHMARK(BM_StreakAndWeek)->Unit(benchmark::kMillisecond);

// The peer of the two: the same figures counted from the rows.
void BM_PlainGroupByDay(benchmark::State& state) {
  million_events();
  const auto database =
      sqlite::Database::open(million_events(), sqlite::Database::Access::kReadWrite);
  for (auto _ : state) {
    benchmark::DoNotOptimize(database->integer(
        "SELECT sum(n) FROM (SELECT kind, wall_ms / 86400000 AS day, count(*) AS n, max(wall_ms)"
        " FROM event GROUP BY day, kind)"));
  }
}
BENCHMARK(BM_PlainGroupByDay)->Unit(benchmark::kMillisecond);

void BM_OpenAMillion(benchmark::State& state) {
  million_events();
  for (auto _ : state) benchmark::DoNotOptimize(open(million_events()));
}
BENCHMARK(BM_OpenAMillion)->Unit(benchmark::kMillisecond);

void BM_OpenAHundred(benchmark::State& state) {
  const Directory directory;
  {
    Batch batch;
    for (std::int64_t i = 0; i < 100; ++i) batch.events.push_back(an_event(i));
    (void)open(directory / "store.db")->commit(batch);
  }
  for (auto _ : state) benchmark::DoNotOptimize(open(directory / "store.db"));
}
BENCHMARK(BM_OpenAHundred)->Unit(benchmark::kMillisecond);

void BM_VerifyAMillion(benchmark::State& state) {
  const auto store = open(million_events());
  for (auto _ : state) benchmark::DoNotOptimize(store->verify_chain());
}
BENCHMARK(BM_VerifyAMillion)->Unit(benchmark::kMillisecond);

void BM_ReadZone(benchmark::State& state) {
  const Wall now = kFirstDay + 12h;
  for (auto _ : state) {
    benchmark::DoNotOptimize(read_zone("/usr/share/zoneinfo/Europe/Berlin", now));
  }
}
BENCHMARK(BM_ReadZone)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace holdfast::platform

BENCHMARK_MAIN();
