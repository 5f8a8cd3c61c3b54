#include "daemon/sentry/hardening.h"

#include <sys/resource.h>

#include <algorithm>

#include "daemon/process/privileges.h"
#include "daemon/sentry/confinement.h"

namespace holdfast::daemon {
namespace {

constexpr rlim_t kEnoughDescriptors = 65'536;

}  // namespace

std::size_t raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  rlimit wanted{kEnoughDescriptors, std::max(limit.rlim_max, kEnoughDescriptors)};
  if (::setrlimit(RLIMIT_NOFILE, &wanted) == 0) return wanted.rlim_cur;
  wanted = {std::min(limit.rlim_max, kEnoughDescriptors), limit.rlim_max};
  if (::setrlimit(RLIMIT_NOFILE, &wanted) == 0) return wanted.rlim_cur;
  return limit.rlim_cur;
}

Result<void> give_up_privileges(const Identity& identity) {
  if (auto done = become_unprivileged(identity); !done) return done;
  if (auto done = confine_to_network(); !done) return done;
  return confine_system_calls();
}

}  // namespace holdfast::daemon
