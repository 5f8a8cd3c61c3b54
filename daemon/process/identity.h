#pragma once

#include <sys/types.h>

#include <string>

namespace holdfast::daemon {

struct Identity {
  uid_t uid = 0;
  gid_t gid = 0;
};

/// Who a helper becomes when root starts it: the user of that name in /etc/passwd, else an id that
/// no distribution hands out, for user and group: 61853 for the sentry, 61854 for the post, so that
/// neither can reach the other. Reads the file itself: name services would bring libraries and
/// sockets into a process that should have neither.
Identity sentry_identity(const std::string& user);
Identity post_identity(const std::string& user);

}  // namespace holdfast::daemon
