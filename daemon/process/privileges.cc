#include "daemon/process/privileges.h"

#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace holdfast::daemon {
namespace {

Error failed(const char* what) {
  return {ErrorCode::kSystem,
          std::string("this process cannot ") + what + ": " + std::strerror(errno)};
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

}  // namespace

Result<void> forbid_looking_in() {
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return failed("forbid being traced");
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_CORE, &none) != 0) return failed("forbid core dumps");
  return {};
}

Result<void> become_unprivileged(const Identity& identity) {
  drop_bounding_set();
  if (auto done = become(identity); !done) return done;
  if (auto done = drop_capabilities(); !done) return done;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failed("forbid new privileges");
  return forbid_looking_in();
}

}  // namespace holdfast::daemon
