#include "tests/bench/process_figures.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace holdfast::bench {
namespace {

namespace fs = std::filesystem;

fs::path proc(pid_t process) { return "/proc/" + std::to_string(process); }

/// The number behind a word such as `Pss:`.
std::int64_t number_behind(const std::string& wanted, const fs::path& path) {
  std::ifstream file(path);
  for (std::string word; file >> word;) {
    std::int64_t number = 0;
    if (word == wanted && file >> number) return number;
  }
  return 0;
}

}  // namespace

std::chrono::nanoseconds cpu_of(pid_t process) {
  std::chrono::nanoseconds sum{};
  for (const auto& thread : fs::directory_iterator(proc(process) / "task")) {
    std::ifstream file(thread.path() / "schedstat");
    std::int64_t nanoseconds = 0;
    if (file >> nanoseconds) sum += std::chrono::nanoseconds(nanoseconds);
  }
  return sum;
}

std::int64_t memory_of(pid_t process) {
  return number_behind("Pss:", proc(process) / "smaps_rollup");
}

std::int64_t wakeups_of(pid_t process) {
  std::int64_t sum = 0;
  for (const auto& thread : fs::directory_iterator(proc(process) / "task")) {
    sum += number_behind("voluntary_ctxt_switches:", thread.path() / "status");
  }
  return sum;
}

double quantile(std::vector<double> samples, double share) {
  if (samples.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1));
  std::ranges::nth_element(samples, samples.begin() + static_cast<std::ptrdiff_t>(at));
  return samples[at];
}

Peer::Peer(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  ::posix_spawn_file_actions_init(&quiet);
  ::posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&quiet, STDOUT_FILENO, STDERR_FILENO);
  const int error = ::posix_spawnp(&pid_, argv[0], &quiet, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&quiet);
  if (error != 0) throw std::runtime_error(words.front() + " does not start");
}

Peer::~Peer() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool is_installed(const std::string& program) {
  return std::ranges::any_of(
      std::vector<fs::path>{"/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"},
      [&](const fs::path& folder) { return fs::exists(folder / program); });
}

}  // namespace holdfast::bench
