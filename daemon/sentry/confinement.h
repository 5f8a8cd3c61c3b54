#pragma once

#include "policy/result.h"

namespace holdfast::daemon {

/// Denies this process the whole file system, listening on TCP, connecting by TCP to ports other
/// than 80 and 443, and (where the kernel can) abstract sockets and signals of other processes:
/// landlock(7). Success on a kernel without Landlock; what it knows is used.
Result<void> confine_to_network();

/// Allows only the system calls that the sentry's loop makes, and kills the process on any other
/// (seccomp(2)). Not in a build with sanitizers, whose run-time makes calls of its own.
Result<void> confine_system_calls();

}  // namespace holdfast::daemon
