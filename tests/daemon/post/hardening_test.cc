#include "daemon/post/hardening.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include "tests/fakes/in_a_child.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

bool has_landlock() { return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1) >= 1; }

TEST(PostHardening, ChangesNoFileAndRunsNothing) {
  const TempDir folder;
  put(folder / "file", "x");
  ::chmod(folder.path().c_str(), 0777);
  ::chmod((folder / "file").c_str(), 0666);
  const std::string file = folder / "file";
  const std::string fresh = folder / "fresh";
  EXPECT_EQ(in_a_child([&] {
              if (!confine_post({61854, 61854})) return 1;
              if (::open(file.c_str(), O_RDONLY) < 0) return 2;
              if (!has_landlock()) return 0;
              if (::open(file.c_str(), O_WRONLY) >= 0) return 3;
              if (::open(fresh.c_str(), O_WRONLY | O_CREAT, 0600) >= 0) return 4;
              if (::unlink(file.c_str()) == 0) return 5;
              ::execl("/bin/true", "true", nullptr);
              return 0;
            }),
            0);
}

TEST(PostHardening, LimitsItself) {
  EXPECT_EQ(in_a_child([] {
              if (!confine_post({61854, 61854})) return 1;
              rlimit limit{};
              ::getrlimit(RLIMIT_CORE, &limit);
              if (limit.rlim_max != 0) return 2;
              ::getrlimit(RLIMIT_CPU, &limit);
              if (limit.rlim_max > 60) return 3;
              ::getrlimit(RLIMIT_NOFILE, &limit);
              return limit.rlim_max <= 64 ? 0 : 4;
            }),
            0);
}

TEST(PostHardening, BecomesThePersonAndKeepsTheRightToSetGid) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root becomes somebody else";
  EXPECT_EQ(in_a_child([] {
              const auto environment = become_person(1);  // daemon, on every Debian
              if (!environment || ::getuid() != 1 || ::geteuid() != 1) return 1;
              if (std::ranges::find(*environment, "USER=daemon") == environment->end()) return 2;
              if (::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 0) return 3;
              return ::setuid(0) == 0 ? 4 : 0;
            }),
            0);
}

TEST(PostHardening, NobodyHasNoSendmail) {
  const auto environment = become_person(3'999'999'999);
  ASSERT_FALSE(environment);
  EXPECT_EQ(environment.error().code, ErrorCode::kNotFound);
}

TEST(PostHardening, EndsAfterAWhile) {
  EXPECT_EQ(in_a_child([] {
              end_after(std::chrono::seconds(1));
              ::pause();
              return 0;
            }),
            100 + SIGALRM);
}

// A parent that dies takes the child along, or not.
int child_of_a_dead_parent(bool outlives) {
  int gate[2];
  int told[2];
  if (::pipe2(gate, O_CLOEXEC) != 0 || ::pipe2(told, O_CLOEXEC) != 0) return -1;
  const pid_t parent = ::fork();
  if (parent == 0) {
    if (::fork() == 0) {
      die_with_parent();
      if (outlives) outlive_parent();
      (void)!::write(told[1], "r", 1);
      ::close(gate[1]);
      char letter = 0;
      (void)!::read(gate[0], &letter, 1);  // until the test lets go
      (void)!::write(told[1], "l", 1);
      ::_exit(0);
    }
    ::pause();
  }
  ::close(told[1]);
  ::close(gate[0]);
  char letter = 0;
  (void)!::read(told[0], &letter, 1);
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  if (!outlives) {
    // Its end closes the pipe with nothing more said, although it is still to wait.
    const auto got = ::read(told[0], &letter, 1);
    ::close(gate[1]);
    ::close(told[0]);
    return static_cast<int>(got);
  }
  ::close(gate[1]);
  const auto got = ::read(told[0], &letter, 1);
  ::close(told[0]);
  return static_cast<int>(got);
}

TEST(PostHardening, DiesWithItsParentUntilItIsNotTo) {
  EXPECT_EQ(child_of_a_dead_parent(false), 0);
  EXPECT_EQ(child_of_a_dead_parent(true), 1);
}

}  // namespace
}  // namespace holdfast::daemon
