#include "platform/mail/sendmail.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <csignal>
#include <optional>

#include "platform/fd.h"
#include "platform/file_bytes.h"
#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

using Kind = MailVerdict::Kind;

constexpr int kNoShellCommand = 127;  // a wrapper's shell found no program to run

// The program's own line ends, which are those of this system.
std::string with_plain_line_ends(const std::string& bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    text += bytes[i];
  }
  return text;
}

// Whole from the start: a pipe that breaks would look like the letter's end.
Result<Fd> letter_to_read(const std::string& bytes) {
  Fd memory(::memfd_create("holdfast-letter", MFD_CLOEXEC));
  if (!memory) return system_error(say("cannot make room for the letter"));
  if (const int error = write_all(memory.get(), with_plain_line_ends(bytes), 0))
    return system_error(say("cannot make room for the letter"), error);
  return memory;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::optional<pid_t> start(const SendmailTask& task, std::vector<std::string> environment,
                           int letter) {
  std::vector<std::string> words{task.program.string(), "-i", "-f", task.from, "--", task.to};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, letter, STDIN_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  sigset_t all;
  ::sigfillset(&all);
  ::posix_spawnattr_setsigdefault(&attributes, &all);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  pid_t pid = 0;
  const int error = ::posix_spawn(&pid, task.program.c_str(), &actions, &attributes,
                                  pointers_to(words).data(), pointers_to(environment).data());
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  errno = error;
  return error == 0 ? std::optional(pid) : std::nullopt;
}

// The wait status, or nothing where it had to be killed.
std::optional<int> wait_for(pid_t pid, std::chrono::seconds patience) {
  const Fd process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  pollfd ended{process.get(), POLLIN, 0};
  const auto until = std::chrono::steady_clock::now() + patience;
  int ready = 0;
  while (process && ready <= 0) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    ready = ::poll(&ended, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno != EINTR) break;
  }
  if (ready <= 0) ::kill(-pid, SIGKILL);
  int status = 0;
  if (uninterrupted([&] { return ::waitpid(pid, &status, 0); }) != pid) return std::nullopt;
  return ready > 0 ? std::optional(status) : std::nullopt;
}

MailVerdict verdict_on(int exit_status) {
  const std::string status = std::to_string(exit_status);
  switch (exit_status) {
    case EX_OK:
      return {Kind::kSent, say("sendmail has taken the letter")};
    case EX_DATAERR:
    case EX_NOUSER:
      return {Kind::kRefused,
              say("sendmail ended with {1}: the recipient or the letter is refused", {status})};
    case EX_USAGE:
    case EX_OSFILE:
    case EX_NOPERM:
    case EX_CONFIG:
    case kNoShellCommand:
      return {Kind::kMisconfigured,
              say("sendmail ended with {1}: its own settings have to be put right", {status})};
    case EX_NOHOST:
    case EX_UNAVAILABLE:
    case EX_SOFTWARE:
    case EX_OSERR:
    case EX_CANTCREAT:
    case EX_TEMPFAIL:
      return {Kind::kLater, say("sendmail ended with {1}: it cannot send now", {status})};
    default:
      return {Kind::kUnsure,
              with_hint(say("sendmail ended with {1} and does not say whether it took the letter",
                            {status}),
                        say("the letter may have arrived, and is not sent again"))};
  }
}

}  // namespace

MailVerdict send_by_sendmail(const SendmailTask& task, const std::vector<std::string>& environment,
                             const OnCommit& commit, std::chrono::seconds patience) {
  if (::access(task.program.c_str(), X_OK) != 0)
    return {Kind::kMisconfigured,
            say("{1} is no program that can be run", {task.program.string()})};
  const auto letter = letter_to_read(task.bytes);
  if (!letter) return {Kind::kLater, letter.error().text};
  if (const auto committed = commit(); !committed)
    return {Kind::kLater,
            say("it cannot be noted that the letter goes: {1}", {committed.error().text})};
  const auto pid = start(task, environment, letter->get());
  if (!pid)
    return {Kind::kMisconfigured,
            system_error(say("cannot start {1}", {task.program.string()})).text};
  const auto status = wait_for(*pid, patience);
  if (status && WIFEXITED(*status)) return verdict_on(WEXITSTATUS(*status));
  return {Kind::kUnsure, with_hint(say("sendmail was cut off"),
                                   say("the letter may have arrived, and is not sent again"))};
}

}  // namespace holdfast::platform
