#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace holdfast::platform {

/// Processes of the cgroup with that id (cgroup2, on /sys/fs/cgroup or /sys/fs/cgroup/unified),
/// those of `uid` first; empty when it cannot be opened or is gone.
std::vector<pid_t> processes_in_cgroup(std::uint64_t cgroup_id, std::uint32_t uid);

/// Processes of user `uid`, the newest first: who just opened a connection often just
/// started.
std::vector<pid_t> processes_of_user(std::uint32_t uid);

/// The first of `candidates` that has a descriptor of the socket with that inode.
std::optional<pid_t> holder_of_socket(std::uint32_t inode, const std::vector<pid_t>& candidates);

/// /proc/PID/comm; empty when the process is gone.
std::string name_of_process(pid_t pid);

}  // namespace holdfast::platform
