#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "platform/fd.h"
#include "platform/file_watch.h"
#include "platform/hosts_file.h"
#include "tests/fakes/block_sets.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;
using std::chrono::duration;
using std::chrono::steady_clock;

void put_bytes(const fs::path& file, const std::string& bytes) {
  const Fd fd(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (write(fd.get(), bytes.data(), bytes.size()) < 0) std::abort();
}

double quantile(std::vector<double>& samples, double at) {
  std::sort(samples.begin(), samples.end());
  return samples.empty() ? 0 : samples[static_cast<std::size_t>(at * (samples.size() - 1.0))];
}

// A directory on disk beside the build, since a file system in memory syncs for free.
fs::path work_place() {
  std::string text = (fs::current_path() / "hosts-bench-XXXXXX").string();
  if (!mkdtemp(text.data())) std::abort();
  return text;
}

std::string usual_lines(std::size_t count) {
  std::string bytes;
  for (std::size_t at = 0; at < count; ++at) {
    bytes += "10.0.0.1 machine-" + std::to_string(at) + ".example\n";
  }
  return bytes;
}

double milliseconds_of(const std::function<void()>& work) {
  const auto start = steady_clock::now();
  work();
  return duration<double, std::milli>(steady_clock::now() - start).count();
}

// What the machine's disk allows: a file written, synced and renamed, and its directory synced,
// without watching, reading or comparing anything.
void replace_barely(const Fd& directory, const std::string& bytes) {
  const Fd fd(openat(directory.get(), "new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (write(fd.get(), bytes.data(), bytes.size()) < 0 || fsync(fd.get()) != 0 ||
      renameat(directory.get(), "new", directory.get(), "bare") != 0 ||
      fsync(directory.get()) != 0) {
    std::abort();
  }
}

// Waits for the watch and puts the section back, as the daemon's loop does.
void restore(FileWatch& watch, HostsFile& file, const BlockSet& set) {
  while (true) {
    pollfd ready[] = {{watch.fd(), POLLIN, 0}, {watch.mounts_fd(), POLLPRI, 0}};
    if (poll(ready, 2, 5000) <= 0) std::abort();
    if (watch.drain().empty()) continue;
    const Result<Verdict> verdict = file.verify(set);
    if (!verdict || (!verdict->holds && !file.apply(set))) std::abort();
    return;
  }
}

// From the tampering (the section taken out) until the section is back and synced, in one thread;
// by turns with the bare replacement. The first number is the person's lines, the second the names
// held.
void BM_HostsTamperedRestored(benchmark::State& state) {
  const fs::path directory = work_place();
  const fs::path path = directory / "hosts";
  const std::string usual = usual_lines(static_cast<std::size_t>(state.range(0)));
  const BlockSet set = many_hosts(static_cast<std::size_t>(state.range(1)));
  put_bytes(path, usual);
  HostsFile file(path, sinkhole());
  Result<FileWatch> watch = FileWatch::open({path});
  const Fd opened(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!file.apply(set) || !watch || !opened) std::abort();
  const std::string whole = read_file(path).value();

  std::vector<double> ours;
  std::vector<double> bare;
  for (auto _ : state) {
    watch->drain();  // what we wrote ourselves
    ours.push_back(milliseconds_of([&] {
      put_bytes(path, usual);
      restore(*watch, file, set);
    }));
    bare.push_back(milliseconds_of([&] { replace_barely(opened, whole); }));
    state.SetIterationTime(ours.back() / 1e3);
  }
  state.counters["p50_ms"] = quantile(ours, 0.5);
  state.counters["p99_ms"] = quantile(ours, 0.99);
  state.counters["bare_p50_ms"] = quantile(bare, 0.5);
  state.counters["bare_p99_ms"] = quantile(bare, 0.99);
  fs::remove_all(directory);
}
BENCHMARK(BM_HostsTamperedRestored)
    ->Args({10, 100})
    ->Args({300, 100})
    ->Args({300, 3900})
    ->Iterations(1000)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdfast::platform

BENCHMARK_MAIN();
