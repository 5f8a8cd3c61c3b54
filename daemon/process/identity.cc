#include "daemon/process/identity.h"

#include <pwd.h>

#include <cstdio>

namespace holdfast::daemon {
namespace {

constexpr uid_t kSentryFallback = 61853;
constexpr uid_t kPostFallback = 61854;

Identity identity_of(const std::string& user, uid_t fallback) {
  Identity identity{fallback, fallback};
  std::FILE* file = std::fopen("/etc/passwd", "re");
  if (!file) return identity;
  while (const passwd* entry = ::fgetpwent(file)) {
    if (user != entry->pw_name) continue;
    identity = {entry->pw_uid, entry->pw_gid};
    break;
  }
  std::fclose(file);
  return identity;
}

}  // namespace

Identity sentry_identity(const std::string& user) { return identity_of(user, kSentryFallback); }
Identity post_identity(const std::string& user) { return identity_of(user, kPostFallback); }

}  // namespace holdfast::daemon
