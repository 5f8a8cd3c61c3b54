#include "daemon/process/spawn.h"

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

constexpr int kFirst = 3;

/// The attributes of posix_spawn(3), freed at the end.
class SpawnPlan {
 public:
  explicit SpawnPlan(const std::vector<Fd>& descriptors) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    int place = kFirst;
    for (const Fd& descriptor : descriptors)
      ::posix_spawn_file_actions_adddup2(&actions_, descriptor.get(), place++);
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

// Copies that lie behind all the places that they go to: none overwrites one that is still to come.
Result<std::vector<Fd>> copies_above(const std::vector<int>& descriptors) {
  std::vector<Fd> copies;
  const int first = kFirst + static_cast<int>(descriptors.size());
  for (const int descriptor : descriptors) {
    copies.emplace_back(::fcntl(descriptor, F_DUPFD_CLOEXEC, first));
    if (!copies.back()) {
      return Error{ErrorCode::kSystem,
                   say("cannot hand over a descriptor: {1}", {say(std::strerror(errno))})};
    }
  }
  return copies;
}

}  // namespace

Result<Spawned> start_program(const std::filesystem::path& program,
                              const std::vector<std::string>& arguments,
                              const std::vector<int>& descriptors, Surroundings surroundings) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  auto copies = copies_above(descriptors);
  if (!copies) return copies.error();
  char path[] = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  char* bare[] = {path, nullptr};
  const SpawnPlan plan(*copies);
  Spawned spawned;
  const int error =
      ::posix_spawn(&spawned.pid, program.c_str(), plan.actions(), plan.attributes(),
                    pointers.data(), surroundings == Surroundings::kBare ? bare : environ);
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
