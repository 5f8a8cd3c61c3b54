#include "daemon/sentry/confinement.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>

#include "daemon/process/sanitized.h"
#include "platform/fd.h"

namespace holdfast::daemon {
namespace {

using platform::Fd;

// The interface of landlock(7) as far as it is used; the headers of Debian 12 end at ABI 2.
struct Ruleset {
  std::uint64_t file_system = 0;
  std::uint64_t network = 0;  // ABI 4
  std::uint64_t scope = 0;    // ABI 6
};
struct __attribute__((packed)) PortRule {
  std::uint64_t access = 0;
  std::uint64_t port = 0;
};
constexpr std::uint32_t kAskVersion = 1;
constexpr std::uint32_t kPortRule = 2;
constexpr std::uint64_t kBindTcp = 1 << 0;
constexpr std::uint64_t kConnectTcp = 1 << 1;
constexpr std::uint64_t kAbstractSocketsAndSignals = 3;

// The file system rights of each ABI.
std::uint64_t file_system_rights(int abi) {
  constexpr std::array kBits{13, 14, 15, 15, 16};
  const std::size_t at = std::min<std::size_t>(static_cast<std::size_t>(abi), kBits.size()) - 1;
  return (std::uint64_t{1} << kBits[at]) - 1;
}

std::size_t ruleset_size(int abi) {
  if (abi >= 6) return sizeof(Ruleset);
  return abi >= 4 ? offsetof(Ruleset, scope) : offsetof(Ruleset, network);
}

Error failed(const char* what) {
  return {ErrorCode::kSystem,
          std::string("the sentry cannot confine its ") + what + ": " + std::strerror(errno)};
}

constexpr std::array kAllowed{
    SCMP_SYS(accept4),      SCMP_SYS(brk),         SCMP_SYS(clock_gettime),
    SCMP_SYS(close),        SCMP_SYS(connect),     SCMP_SYS(epoll_create1),
    SCMP_SYS(epoll_ctl),    SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_wait),
    SCMP_SYS(exit),         SCMP_SYS(exit_group),  SCMP_SYS(futex),
    SCMP_SYS(getrandom),    SCMP_SYS(getsockname), SCMP_SYS(getsockopt),
    SCMP_SYS(lseek),        SCMP_SYS(madvise),     SCMP_SYS(munmap),
    SCMP_SYS(recvfrom),     SCMP_SYS(recvmsg),     SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sendmsg),     SCMP_SYS(sendto),
    SCMP_SYS(setsockopt),   SCMP_SYS(shutdown),    SCMP_SYS(write),
};

struct FilterDeleter {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, FilterDeleter>;

// A condition on one argument of a call; all given bits of `mask` must be as in `value`.
scmp_arg_cmp argument_is(unsigned number, scmp_datum_t value, scmp_datum_t mask = ~0ULL) {
  return {number, SCMP_CMP_MASKED_EQ, mask, value};
}

int allow_if(scmp_filter_ctx filter, int call, std::span<const scmp_arg_cmp> conditions) {
  return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call,
                                static_cast<unsigned>(conditions.size()), conditions.data());
}

// Memory, never to be executed; stream sockets of the two internet families.
int allow_with_conditions(scmp_filter_ctx filter) {
  const std::array never_executed{argument_is(2, 0, PROT_EXEC)};
  int failure = allow_if(filter, SCMP_SYS(mmap), never_executed) |
                allow_if(filter, SCMP_SYS(mprotect), never_executed) |
                allow_if(filter, SCMP_SYS(mremap), {});
  constexpr scmp_datum_t kStream = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
  for (const scmp_datum_t family : {AF_INET, AF_INET6}) {
    // int arguments: the upper half of the register means nothing.
    const std::array stream_socket{argument_is(0, family, 0xffffffff),
                                   argument_is(1, kStream, 0xffffffff),
                                   argument_is(2, 0, 0xffffffff)};
    failure |= allow_if(filter, SCMP_SYS(socket), stream_socket);
  }
  return failure;
}

}  // namespace

Result<void> confine_to_network() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, kAskVersion);
  if (abi < 1) return {};
  Ruleset ruleset;
  ruleset.file_system = file_system_rights(static_cast<int>(abi));
  ruleset.network = kBindTcp | kConnectTcp;
  ruleset.scope = kAbstractSocketsAndSignals;
  const std::size_t size = ruleset_size(static_cast<int>(abi));
  Fd rules(static_cast<int>(::syscall(SYS_landlock_create_ruleset, &ruleset, size, 0)));
  if (!rules) return failed("files");
  if (abi >= 4) {
    for (const std::uint64_t port : {80, 443}) {
      const PortRule rule{kConnectTcp, port};
      if (::syscall(SYS_landlock_add_rule, rules.get(), kPortRule, &rule, 0) != 0)
        return failed("connections");
    }
  }
  if (::syscall(SYS_landlock_restrict_self, rules.get(), 0) != 0) return failed("files");
  return {};
}

Result<void> confine_system_calls() {
  if (kSanitized) return {};
  const Filter filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (!filter) return failed("system calls");
  int failure = 0;
  for (const int call : kAllowed)
    failure |= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
  failure |= allow_with_conditions(filter.get());
  if (failure == 0) failure = seccomp_load(filter.get());
  errno = failure < 0 ? -failure : 0;
  if (failure != 0) return failed("system calls");
  return {};
}

}  // namespace holdfast::daemon
