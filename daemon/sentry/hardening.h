#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>

#include "policy/result.h"

namespace holdfast::daemon {

struct Identity {
  uid_t uid = 0;
  gid_t gid = 0;
};

/// Who the sentry becomes when root starts it: the user of that name in /etc/passwd, else 61853 for
/// both, an id that no distribution hands out. Reads the file itself: name services would
/// bring libraries and sockets into a process that should have neither.
Identity sentry_identity(const std::string& user);

/// Raises the limit of open files as far as it goes, at most to 65,536, and returns it.
std::size_t raise_descriptor_limit();

/// Gives up, for good and in this order: groups and user (when root; otherwise it keeps its own),
/// every capability, the gaining of privileges, core dumps and being traced, the file system and
/// TCP other than to ports 80 and 443 (Landlock, as far as the kernel knows it), every system call
/// but the few that answering takes (seccomp; any other kills the process). An Error means that the
/// process must not go on.
Result<void> give_up_privileges(const Identity& identity);

}  // namespace holdfast::daemon
