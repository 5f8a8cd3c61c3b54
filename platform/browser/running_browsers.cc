#include "platform/browser/running_browsers.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <string>
#include <system_error>

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

// A browser's helpers are a few processes deep.
constexpr int kDeepest = 12;

std::string folder_of(pid_t pid) { return "/proc/" + std::to_string(pid); }

std::string program_of(pid_t pid) {
  std::array<char, PATH_MAX> target;
  const ssize_t size = ::readlink((folder_of(pid) + "/exe").c_str(), target.data(), target.size());
  if (size <= 0) return {};
  std::string_view program(target.data(), static_cast<std::size_t>(size));
  // An upgrade replaced it while it runs.
  constexpr std::string_view kReplaced = " (deleted)";
  if (program.ends_with(kReplaced)) program.remove_suffix(kReplaced.size());
  return std::string(program);
}

// Fields of /proc/PID/stat, from the state on: what is before may hold any byte.
std::vector<std::string> stat_of(pid_t pid) {
  std::vector<std::string> fields;
  std::FILE* const file = std::fopen((folder_of(pid) + "/stat").c_str(), "re");
  if (file == nullptr) return fields;
  std::array<char, 2048> text;
  const std::size_t size = std::fread(text.data(), 1, text.size(), file);
  std::fclose(file);
  std::string_view rest(text.data(), size);
  const std::size_t name_ends = rest.rfind(')');
  if (name_ends == rest.npos) return fields;
  rest.remove_prefix(std::min(name_ends + 2, rest.size()));
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" \n"), rest.size());
    fields.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return fields;
}

pid_t parent_of(pid_t pid) {
  const auto fields = stat_of(pid);
  return fields.size() > 1 ? static_cast<pid_t>(std::atoi(fields[1].c_str())) : 0;
}

std::chrono::system_clock::time_point start_of(pid_t pid) {
  constexpr std::size_t kStartTime = 19;
  const auto fields = stat_of(pid);
  const long ticks_a_second = ::sysconf(_SC_CLK_TCK);
  if (fields.size() <= kStartTime || ticks_a_second <= 0) return {};
  const long long ticks = std::atoll(fields[kStartTime].c_str());
  timespec since_boot{};
  ::clock_gettime(CLOCK_BOOTTIME, &since_boot);
  const std::chrono::milliseconds up(since_boot.tv_sec * 1000 + since_boot.tv_nsec / 1'000'000);
  const std::chrono::milliseconds started(ticks * 1000 / ticks_a_second);
  return std::chrono::system_clock::now() - (up - started);
}

std::string mounts_of(pid_t pid) {
  std::array<char, 64> name;
  const ssize_t size = ::readlink((folder_of(pid) + "/ns/mnt").c_str(), name.data(), name.size());
  return size > 0 ? std::string(name.data(), static_cast<std::size_t>(size)) : std::string();
}

RunningBrowser described(pid_t pid, const Browser* browser) {
  struct stat found {};
  RunningBrowser running{.pid = pid, .uid = 0, .started = start_of(pid), .browser = browser};
  if (::stat(folder_of(pid).c_str(), &found) == 0) running.uid = found.st_uid;
  running.is_contained = mounts_of(pid) != mounts_of(1);
  return running;
}

}  // namespace

const Browser* browser_of_program(std::string_view program) {
  if (program.empty()) return nullptr;
  for (const Browser& browser : known_browsers()) {
    const bool is_it = std::ranges::any_of(browser.programs, [&](const std::string& known) {
      // A folder stands for what is in it: snaps carry their revision in the path.
      return known.ends_with('/') ? program.starts_with(known) : program == known;
    });
    if (is_it) return &browser;
  }
  return nullptr;
}

std::optional<RunningBrowser> browser_of_process(pid_t pid) {
  const Browser* browser = browser_of_program(program_of(pid));
  if (browser == nullptr) return std::nullopt;
  pid_t top = pid;
  for (int depth = 0; depth < kDeepest; ++depth) {
    const pid_t above = parent_of(top);
    if (above <= 1 || browser_of_program(program_of(above)) != browser) break;
    top = above;
  }
  return described(top, browser);
}

std::optional<RunningBrowser> browser_that_started(pid_t pid) {
  for (int depth = 0; depth < kDeepest && pid > 1; ++depth) {
    if (auto running = browser_of_process(pid)) return running;
    pid = parent_of(pid);
  }
  return std::nullopt;
}

std::vector<RunningBrowser> running_browsers() {
  std::vector<RunningBrowser> running;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator("/proc", failed)) {
    const std::string name = entry.path().filename().native();
    pid_t pid = 0;
    const auto [end, bad] = std::from_chars(name.data(), name.data() + name.size(), pid);
    if (bad != std::errc() || end != name.data() + name.size()) continue;
    const Browser* browser = browser_of_program(program_of(pid));
    if (browser == nullptr) continue;
    if (browser_of_program(program_of(parent_of(pid))) == browser) continue;
    running.push_back(described(pid, browser));
  }
  return running;
}

}  // namespace holdfast::platform
