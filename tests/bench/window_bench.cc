// What the window costs: from its start to its first frame on the screen and to all answers of the
// daemon, and its memory once it stands still. A screen of its own without an accelerator, which is
// the worst that a person has. Needs Xvfb and openbox.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "tests/bench/process_figures.h"
#include "tests/bench/screen_eye.h"
#include "tests/desktop/desktop.h"
#include "tests/fakes/fake_daemon.h"

namespace holdfast::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr int kStarts = 15;
constexpr auto kPatience = 20s;
constexpr double kKibAMib = 1024;

std::optional<double> ms_until(Clock::time_point begin, const std::function<bool()>& holds) {
  while (!holds()) {
    if (Clock::now() - begin > kPatience) return std::nullopt;
    std::this_thread::sleep_for(1ms);
  }
  return Milliseconds(Clock::now() - begin).count();
}

std::int64_t resident_kib(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atoll(line.c_str() + 6);
  }
  return 0;
}

void BM_WindowStart(benchmark::State& state) {
  Desktop desktop;
  for (const auto& [name, value] : {std::pair{"GSK_RENDERER", "cairo"},
                                    {"GDK_BACKEND", "x11"},
                                    {"GSETTINGS_BACKEND", "memory"},
                                    {"GTK_A11Y", "none"}}) {
    ::setenv(name, value, 1);
  }
  const ScreenEye eye;
  if (!eye.is_open()) return state.SkipWithError("there is no screen");
  std::vector<double> frames;
  std::vector<double> answers;
  std::vector<double> resident;
  std::vector<double> share;
  for (auto _ : state) {
    fakes::FakeDaemon daemon(HOLDFAST_VERSION);
    ::setenv("HOLDFAST_SOCKET", daemon.path().c_str(), 1);
    const unsigned long empty = eye.middle();
    const auto begin = Clock::now();
    Child window({HOLDFAST_WINDOW});
    const auto frame = ms_until(begin, [&] { return eye.middle() != empty; });
    // The last that it asks.
    const auto answer = ms_until(begin, [&] { return daemon.asked("GetPartner") != "null"; });
    if (!frame || !answer) return state.SkipWithError("the window did not come");
    frames.push_back(*frame);
    answers.push_back(*answer);
    state.SetIterationTime(*frame / 1e3);
    std::this_thread::sleep_for(1s);  // what fades in has faded in
    resident.push_back(static_cast<double>(resident_kib(window.pid())) / kKibAMib);
    share.push_back(static_cast<double>(memory_of(window.pid())) / kKibAMib);
    window.end();
    ms_until(Clock::now(), [&] { return eye.middle() == empty; });
  }
  state.counters["p50_ms"] = median(frames);
  state.counters["p99_ms"] = quantile(frames, 0.99);
  state.counters["answers_ms"] = median(answers);
  state.counters["rss_mib"] = median(resident);
  state.counters["pss_mib"] = median(share);
}
BENCHMARK(BM_WindowStart)->Iterations(kStarts)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace holdfast::bench

BENCHMARK_MAIN();
