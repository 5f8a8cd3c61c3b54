#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/browser/browsers.h"

namespace holdfast::platform {

/// A browser that runs: its first process, whose children are the rest of it.
struct RunningBrowser {
  pid_t pid = 0;
  std::uint32_t uid = 0;
  std::chrono::system_clock::time_point started;
  const Browser* browser = nullptr;
  bool is_contained = false;  ///< it sees other files than the machine's first process
};

/// Whether a browser's program is the one that /proc/PID/exe leads to, proc(5).
const Browser* browser_of_program(std::string_view program);

/// The browser that a process is a part of. Nothing for another program, also where a browser
/// started it, and where the process may not be looked at.
std::optional<RunningBrowser> browser_of_process(pid_t pid);
/// The nearest browser above a process, as of a program that it started.
std::optional<RunningBrowser> browser_that_started(pid_t pid);

/// All that run on this machine and may be looked at, in a few milliseconds.
std::vector<RunningBrowser> running_browsers();

}  // namespace holdfast::platform
