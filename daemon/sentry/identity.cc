#include "daemon/sentry/identity.h"

#include <pwd.h>

#include <cstdio>

namespace holdfast::daemon {
namespace {

constexpr uid_t kFallbackId = 61853;

}  // namespace

Identity sentry_identity(const std::string& user) {
  Identity identity{kFallbackId, kFallbackId};
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

}  // namespace holdfast::daemon
