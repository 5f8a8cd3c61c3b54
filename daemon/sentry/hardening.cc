#include "daemon/sentry/hardening.h"

#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "daemon/sentry/confinement.h"

namespace holdfast::daemon {
namespace {

constexpr rlim_t kEnoughDescriptors = 65'536;

Error failed(const char* what) {
  return {ErrorCode::kSystem,
          std::string("the sentry cannot ") + what + ": " + std::strerror(errno)};
}

Result<void> become(const Identity& identity) {
  if (::geteuid() != 0) return {};
  if (::setgroups(0, nullptr) != 0) return failed("leave its groups");
  if (::setresgid(identity.gid, identity.gid, identity.gid) != 0) return failed("change its group");
  if (::setresuid(identity.uid, identity.uid, identity.uid) != 0) return failed("change its user");
  return {};
}

// Only root may lower the bounding set; without new privileges it means nothing anyway.
void drop_bounding_set() {
  for (unsigned long capability = 0; capability <= CAP_LAST_CAP; ++capability)
    (void)::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
}

Result<void> drop_capabilities() {
  (void)::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  if (::syscall(SYS_capset, &header, none) != 0) return failed("drop its capabilities");
  return {};
}

Result<void> forbid_gains() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("forbid new privileges");
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return failed("forbid being traced");
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_CORE, &none) != 0) return failed("forbid core dumps");
  return {};
}

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
  drop_bounding_set();
  if (auto done = become(identity); !done) return done;
  if (auto done = drop_capabilities(); !done) return done;
  if (auto done = forbid_gains(); !done) return done;
  if (auto done = confine_to_network(); !done) return done;
  return confine_system_calls();
}

}  // namespace holdfast::daemon
