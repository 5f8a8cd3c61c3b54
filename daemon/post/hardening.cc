#include "daemon/post/hardening.h"

#include <grp.h>
#include <linux/landlock.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>

#include "daemon/process/privileges.h"
#include "daemon/process/sanitized.h"
#include "platform/fd.h"
#include "platform/system_error.h"

namespace holdfast::daemon {
namespace {

using platform::Fd;
using platform::system_error;

constexpr rlim_t kMemory = rlim_t{768} << 20;
constexpr rlim_t kSecondsOfWork = 20;
constexpr rlim_t kLargestFile = 64 * 1024;  // a slip, and no more
constexpr rlim_t kDescriptors = 64;

constexpr std::uint64_t kExecute = LANDLOCK_ACCESS_FS_EXECUTE;
constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// All rights of landlock's ABI 1 to 3 (13, 14 and 15 bits) but those of reading.
std::uint64_t changing(long abi) {
  const int bits = static_cast<int>(std::min(abi, 3L)) + 12;
  return ((std::uint64_t{1} << bits) - 1) & ~kReading;
}
static_assert(kExecute == 1);

Result<void> forbid_changing_files() {
  const long abi =
      ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return {};
  const std::uint64_t handled = changing(abi);
  const Fd rules(
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0)));
  if (!rules || ::syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0)
    return system_error("the post cannot confine its files");
  return {};
}

Result<void> limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  if (::setrlimit(static_cast<__rlimit_resource>(resource), &both) == 0) return {};
  return system_error("the post cannot limit itself");
}

}  // namespace

Result<void> confine_post(const Identity& identity) {
  if (auto done = become_unprivileged(identity); !done) return done;
  if (auto done = forbid_changing_files(); !done) return done;
  if (!kSanitized) {
    if (auto done = limit(RLIMIT_AS, kMemory); !done) return done;
  }
  if (auto done = limit(RLIMIT_CPU, kSecondsOfWork); !done) return done;
  if (auto done = limit(RLIMIT_FSIZE, kLargestFile); !done) return done;
  return limit(RLIMIT_NOFILE, kDescriptors);
}

Result<std::vector<std::string>> become_person(uid_t person) {
  const passwd* entry = ::getpwuid(person);
  const std::string name = entry == nullptr ? "" : entry->pw_name;
  if (name.empty()) {
    return Error{ErrorCode::kNotFound,
                 say("there is no user {1} to send mail as", {std::to_string(person)})};
  }
  const std::string home = entry->pw_dir;
  const gid_t group = entry->pw_gid;
  if (::geteuid() == 0) {
    if (::initgroups(name.c_str(), group) != 0 || ::setresgid(group, group, group) != 0 ||
        ::setresuid(person, person, person) != 0)
      return system_error("the post cannot become the person");
  }
  if (auto done = forbid_looking_in(); !done) return done.error();
  (void)::chdir("/");
  return std::vector<std::string>{"HOME=" + home, "USER=" + name, "LOGNAME=" + name,
                                  "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"};
}

void die_with_parent() { (void)::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }
void outlive_parent() { (void)::prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0); }

void end_after(std::chrono::seconds longest) { ::alarm(static_cast<unsigned>(longest.count())); }

}  // namespace holdfast::daemon
