#pragma once

#include <cstddef>

#include "daemon/process/identity.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// Raises the limit of open files as far as it goes, at most to 65,536, and returns it.
std::size_t raise_descriptor_limit();

/// Gives up, for good and in this order: groups and user (when root; otherwise it keeps its own),
/// every capability, the gaining of privileges, core dumps and being traced, the file system and
/// TCP other than to ports 80 and 443 (Landlock, as far as the kernel knows it), every system call
/// but the few that answering takes (seccomp; any other kills the process). An Error means that the
/// process must not go on.
Result<void> give_up_privileges(const Identity& identity);

}  // namespace holdfast::daemon
