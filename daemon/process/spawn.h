#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "platform/fd.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// A program that was started in a session of its own.
struct Spawned {
  pid_t pid = 0;
  platform::Fd process;  ///< pidfd_open(2): readable when it has ended
};

enum class Surroundings {
  kInherited,  ///< this process's environment
  kBare,       ///< a PATH and nothing else
};

/// Starts `program` with `descriptors` as its 3, 4 and so on, nothing to read on 0, and 1 and 2 as
/// here. The caller's descriptors stay its own. kNotFound when it is not there.
Result<Spawned> start_program(const std::filesystem::path& program,
                              const std::vector<std::string>& arguments,
                              const std::vector<int>& descriptors,
                              Surroundings surroundings = Surroundings::kInherited);

/// Reaps it and says how it ended: "exit 0", "signal 9".
std::string reap(const platform::Fd& process);

}  // namespace holdfast::daemon
