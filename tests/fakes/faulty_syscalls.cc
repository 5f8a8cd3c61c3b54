#include "tests/fakes/faulty_syscalls.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace holdfast::faults {
namespace {

Plan plan;
bool is_armed = false;
std::int64_t count = 0;
const char* hit = nullptr;

enum class Verdict { kPass, kFail, kShorten };

// Decides about one call. Allocates nothing: malloc comes through here too.
Verdict judge(Calls kind, const char* name) {
  if (!is_armed || (plan.calls & kind) == 0) return Verdict::kPass;
  ++count;
  const bool is_chosen =
      plan.nth > 0 && (plan.duration == Duration::kOnce ? count == plan.nth : count >= plan.nth);
  if (!is_chosen) return Verdict::kPass;
  if (!hit) hit = name;
  if (plan.fault == kKill) {
    kill(getpid(), SIGKILL);
    pause();
  }
  if (plan.fault == kShort) return Verdict::kShorten;
  errno = plan.fault;
  return Verdict::kFail;
}

// O_TMPFILE is more than one bit and shares one with O_DIRECTORY.
bool takes_mode(int flags) { return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE; }

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

// In a child, so that it can be killed; true if it was.
bool act_in_child(const Plan& with, const std::function<void()>& act, Outcome& outcome) {
  int report[2];
  if (pipe(report) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    arm(with);
    try {
      act();
    } catch (const std::exception&) {
      // What was thrown is the concern of a run without a kill.
    }
    const std::int64_t made = disarm().count;
    const ssize_t put = write(report[1], &made, sizeof made);
    _exit(put == sizeof made ? 0 : 1);
  }
  close(report[1]);
  outcome = {};
  const bool has_count = read(report[0], &outcome.count, sizeof outcome.count) > 0;
  close(report[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!has_count) outcome = {with.nth, "killed"};
  return WIFSIGNALED(status);
}

}  // namespace

void arm(const Plan& with) {
  plan = with;
  count = 0;
  hit = nullptr;
  is_armed = true;
}

Outcome disarm() {
  is_armed = false;
  Outcome outcome{count, hit ? hit : ""};
  plan = {};
  count = 0;
  hit = nullptr;
  return outcome;
}

std::int64_t for_every_fault(Calls calls, std::span<const int> faults, Duration duration,
                             const std::function<void()>& prepare, const std::function<void()>& act,
                             const std::function<void(const Step&)>& check) {
  std::int64_t steps = 0;
  for (const int fault : faults) {
    for (std::int64_t nth = 1;; ++nth, ++steps) {
      Step step{{calls, nth, fault, duration}, "", false};
      prepare();
      Outcome outcome;
      if (fault == kKill) {
        step.was_killed = act_in_child(step.plan, act, outcome);
      } else {
        arm(step.plan);
        act();
        outcome = disarm();
      }
      step.hit = outcome.hit;
      check(step);
      if (outcome.count < nth) break;
    }
  }
  return steps;
}

}  // namespace holdfast::faults

// What follows takes the place of the C library's functions of these names.
namespace {

using holdfast::faults::judge;
using holdfast::faults::kFiles;
using holdfast::faults::kMemory;
using holdfast::faults::kSockets;
using holdfast::faults::next;
using holdfast::faults::takes_mode;
using holdfast::faults::Verdict;

}  // namespace

// A function that fails with -1 and errno. Parameters and arguments are parenthesised lists.
#define FAULTY(kind, type, name, parameters, arguments)        \
  extern "C" type name parameters {                            \
    static const auto real = next<type(*) parameters>(#name);  \
    if (judge(kind, #name) == Verdict::kFail) return (type)-1; \
    return real arguments;                                     \
  }

// The same for one that moves `size` bytes.
#define FAULTY_MOVE(kind, name, parameters, arguments)           \
  extern "C" ssize_t name parameters {                           \
    static const auto real = next<ssize_t(*) parameters>(#name); \
    const Verdict verdict = judge(kind, #name);                  \
    if (verdict == Verdict::kFail) return -1;                    \
    if (verdict == Verdict::kShorten && size > 1) size /= 2;     \
    return real arguments;                                       \
  }

// And for open(2) with its optional mode.
#define FAULTY_OPEN(name, parameters, arguments)                      \
  extern "C" int name parameters {                                    \
    static const auto real = next<int(*) parameters>(#name);          \
    va_list more;                                                     \
    va_start(more, flags);                                            \
    const mode_t mode = takes_mode(flags) ? va_arg(more, mode_t) : 0; \
    va_end(more);                                                     \
    if (judge(kFiles, #name) == Verdict::kFail) return -1;            \
    return real arguments;                                            \
  }

FAULTY_OPEN(open, (const char* path, int flags, ...), (path, flags, mode))
FAULTY_OPEN(open64, (const char* path, int flags, ...), (path, flags, mode))
FAULTY_OPEN(openat, (int dir, const char* path, int flags, ...), (dir, path, flags, mode))
FAULTY_OPEN(openat64, (int dir, const char* path, int flags, ...), (dir, path, flags, mode))

FAULTY_MOVE(kFiles, read, (int fd, void* bytes, size_t size), (fd, bytes, size))
FAULTY_MOVE(kFiles, write, (int fd, const void* bytes, size_t size), (fd, bytes, size))
FAULTY_MOVE(kFiles, pread, (int fd, void* bytes, size_t size, off_t at), (fd, bytes, size, at))
FAULTY_MOVE(kFiles, pread64, (int fd, void* bytes, size_t size, off64_t at), (fd, bytes, size, at))
FAULTY_MOVE(kFiles, pwrite, (int fd, const void* bytes, size_t size, off_t at),
            (fd, bytes, size, at))
FAULTY_MOVE(kFiles, pwrite64, (int fd, const void* bytes, size_t size, off64_t at),
            (fd, bytes, size, at))
FAULTY(kFiles, int, fsync, (int fd), (fd))
FAULTY(kFiles, int, fdatasync, (int fd), (fd))
FAULTY(kFiles, int, ftruncate, (int fd, off_t size) noexcept, (fd, size))
FAULTY(kFiles, int, ftruncate64, (int fd, off64_t size) noexcept, (fd, size))
FAULTY(kFiles, int, fchmod, (int fd, mode_t mode) noexcept, (fd, mode))
FAULTY(kFiles, int, fchown, (int fd, uid_t uid, gid_t gid) noexcept, (fd, uid, gid))
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"  // there is a struct of this name too
FAULTY(kFiles, int, flock, (int fd, int how) noexcept, (fd, how))
#pragma GCC diagnostic pop
FAULTY(kFiles, int, rename, (const char* from, const char* to) noexcept, (from, to))
FAULTY(kFiles, int, renameat, (int dir, const char* from, int to_dir, const char* to) noexcept,
       (dir, from, to_dir, to))
FAULTY(kFiles, int, renameat2,
       (int dir, const char* from, int to_dir, const char* to, unsigned flags) noexcept,
       (dir, from, to_dir, to, flags))
FAULTY(kFiles, int, unlink, (const char* path) noexcept, (path))
FAULTY(kFiles, int, unlinkat, (int dir, const char* path, int flags) noexcept, (dir, path, flags))
FAULTY(kFiles, ssize_t, readlink, (const char* path, char* text, size_t size) noexcept,
       (path, text, size))
FAULTY(kFiles, int, fstat, (int fd, struct stat* info) noexcept, (fd, info))
FAULTY(kFiles, int, fstat64, (int fd, struct stat64* info) noexcept, (fd, info))
FAULTY(kFiles, ssize_t, flistxattr, (int fd, char* names, size_t size) noexcept, (fd, names, size))
FAULTY(kFiles, ssize_t, fgetxattr, (int fd, const char* name, void* value, size_t size) noexcept,
       (fd, name, value, size))
FAULTY(kFiles, int, fsetxattr,
       (int fd, const char* name, const void* value, size_t size, int flags) noexcept,
       (fd, name, value, size, flags))

FAULTY(kSockets, int, socket, (int domain, int type, int protocol) noexcept,
       (domain, type, protocol))
FAULTY(kSockets, int, bind, (int fd, const sockaddr* to, socklen_t length) noexcept,
       (fd, to, length))
FAULTY(kSockets, int, connect, (int fd, const sockaddr* to, socklen_t length), (fd, to, length))
FAULTY(kSockets, ssize_t, sendmsg, (int fd, const msghdr* message, int flags), (fd, message, flags))
FAULTY(kSockets, ssize_t, recvmsg, (int fd, msghdr* message, int flags), (fd, message, flags))
FAULTY_MOVE(kSockets, send, (int fd, const void* bytes, size_t size, int flags),
            (fd, bytes, size, flags))
FAULTY_MOVE(kSockets, sendto,
            (int fd, const void* bytes, size_t size, int flags, const sockaddr* to,
             socklen_t length),
            (fd, bytes, size, flags, to, length))
FAULTY_MOVE(kSockets, recv, (int fd, void* bytes, size_t size, int flags), (fd, bytes, size, flags))
FAULTY_MOVE(kSockets, recvfrom,
            (int fd, void* bytes, size_t size, int flags, sockaddr* from, socklen_t* length),
            (fd, bytes, size, flags, from, length))

#ifndef HOLDFAST_SANITIZED
// dlsym(3) itself allocates, so these go by the C library's other names for the same functions.
// NOLINTBEGIN(readability-identifier-naming): glibc's
extern "C" void* __libc_malloc(size_t size);
extern "C" void* __libc_calloc(size_t count, size_t size);
extern "C" void* __libc_realloc(void* old, size_t size);
// NOLINTEND(readability-identifier-naming)

extern "C" void* malloc(size_t size) {
  return judge(kMemory, "malloc") == Verdict::kFail ? nullptr : __libc_malloc(size);
}
extern "C" void* calloc(size_t count, size_t size) {
  return judge(kMemory, "calloc") == Verdict::kFail ? nullptr : __libc_calloc(count, size);
}
extern "C" void* realloc(void* old, size_t size) {
  return judge(kMemory, "realloc") == Verdict::kFail ? nullptr : __libc_realloc(old, size);
}
FAULTY(kMemory, void*, mmap,
       (void* at, size_t size, int protection, int flags, int fd, off_t offset) noexcept,
       (at, size, protection, flags, fd, offset))
FAULTY(kMemory, void*, mmap64,
       (void* at, size_t size, int protection, int flags, int fd, off64_t offset) noexcept,
       (at, size, protection, flags, fd, offset))
#endif
