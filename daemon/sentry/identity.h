#pragma once

#include <sys/types.h>

#include <string>

namespace holdfast::daemon {

struct Identity {
  uid_t uid = 0;
  gid_t gid = 0;
};

/// Who the sentry becomes when root starts it: the user of that name in /etc/passwd, else 61853 for
/// both, an id that no distribution hands out. Reads the file itself: name services would
/// bring libraries and sockets into a process that should have neither.
Identity sentry_identity(const std::string& user);

}  // namespace holdfast::daemon
