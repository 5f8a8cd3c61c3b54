#include "daemon/sentry/confinement.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>

#include "daemon/sentry/endpoint.h"
#include "tests/daemon/sentry/sentry_world.h"

namespace holdfast::daemon {
namespace {

// Runs `what` in a child; its exit status, or minus the signal that killed it.
int in_child(const std::function<int()>& what) {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(what());
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int confined(const std::function<int()>& what) {
  return in_child([&] {
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return confine_system_calls() ? what() : 100;
  });
}

bool has_landlock(long abi) { return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1) >= abi; }

int connect_errno(std::uint16_t port) {
  const SocketAddress to = socket_address({IpAddress::v4({127, 0, 0, 1}), port});
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  ::connect(socket, reinterpret_cast<const sockaddr*>(&to.storage), to.size);
  return errno;
}

class Confinement : public SentryWorld {};

TEST_F(Confinement, DeniesTheFileSystem) {
  if (!has_landlock(1)) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_EQ(in_child([] {
              ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
              if (!confine_to_network()) return 100;
              return ::open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 1;
            }),
            0);
}

TEST_F(Confinement, ConnectsToTwoPortsOnly) {
  if (!has_landlock(4)) GTEST_SKIP() << "this kernel's Landlock knows no ports";
  EXPECT_EQ(in_child([] {
              ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
              if (!confine_to_network()) return 100;
              if (connect_errno(80) != ECONNREFUSED || connect_errno(443) != ECONNREFUSED) return 1;
              return connect_errno(22) == EACCES ? 0 : 2;
            }),
            0);
}

TEST_F(Confinement, AllowsWhatTheLoopDoes) {
  EXPECT_EQ(confined([] {
              return ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0) >= 0 ? 0 : 1;
            }),
            0);
}

TEST_F(Confinement, KillsForAnythingElse) {
  if (kSanitized) GTEST_SKIP() << "there is no filter under sanitizers";
  EXPECT_EQ(confined([] { return ::open("/etc/passwd", O_RDONLY); }), -SIGSYS);
  EXPECT_EQ(confined([] { return static_cast<int>(::fork()); }), -SIGSYS);
  EXPECT_EQ(confined([] { return ::execl("/bin/true", "true", nullptr); }), -SIGSYS);
  EXPECT_EQ(confined([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }), -SIGSYS);
  EXPECT_EQ(confined([] { return ::socket(AF_INET, SOCK_DGRAM, 0); }), -SIGSYS);
  EXPECT_EQ(confined([] { return ::kill(::getppid(), 0); }), -SIGSYS);
  EXPECT_EQ(confined([] {
              return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                            0) == MAP_FAILED;
            }),
            -SIGSYS);
}

TEST_F(Confinement, HoldsInTheRunningSentry) {
  if (kSanitized) GTEST_SKIP() << "there is no filter under sanitizers";
  start_sentry();
  EXPECT_EQ(status_of(sentry_->pid(), "Seccomp"), "2");
}

}  // namespace
}  // namespace holdfast::daemon
