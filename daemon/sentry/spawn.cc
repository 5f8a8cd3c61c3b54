#include "daemon/sentry/spawn.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace holdfast::daemon {
namespace {

using platform::Fd;

constexpr int kChannel = 3;

/// The attributes of posix_spawn(3), freed at the end.
class SpawnPlan {
 public:
  explicit SpawnPlan(int channel) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    // Onto itself it also loses its close-on-exec flag.
    ::posix_spawn_file_actions_adddup2(&actions_, channel, kChannel);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    ::sigemptyset(&none);
    sigset_t all;
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setflags(&attributes_,
                               POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace

Result<Spawned> spawn_with_channel(const std::filesystem::path& program,
                                   const std::vector<std::string>& arguments, const Fd& channel) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  const SpawnPlan plan(channel.get());
  Spawned spawned;
  const int error = ::posix_spawn(&spawned.pid, program.c_str(), plan.actions(), plan.attributes(),
                                  pointers.data(), environ);
  if (error != 0) {
    return Error{error == ENOENT ? ErrorCode::kNotFound : ErrorCode::kSystem,
                 say("cannot start {1}: {2}", {program.string(), say(std::strerror(error))})};
  }
  spawned.process.reset(static_cast<int>(::syscall(SYS_pidfd_open, spawned.pid, 0)));
  if (!spawned.process) {
    const int why = errno;
    ::kill(spawned.pid, SIGKILL);
    ::waitpid(spawned.pid, nullptr, 0);
    return Error{ErrorCode::kSystem, say("cannot watch a process: {1}", {say(std::strerror(why))})};
  }
  return spawned;
}

std::string reap(const Fd& process) {
  siginfo_t info{};
  if (::waitid(P_PIDFD, static_cast<id_t>(process.get()), &info, WEXITED) != 0) return "unknown";
  const bool exited = info.si_code == CLD_EXITED;
  return (exited ? "exit " : "signal ") + std::to_string(info.si_status);
}

}  // namespace holdfast::daemon
