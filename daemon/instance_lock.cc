#include "daemon/instance_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

#include "daemon/log.h"

namespace holdfast::daemon {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLook(10);

bool take(int fd, milliseconds patience) {
  const auto until = steady_clock::now() + patience;
  while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return false;
    if (steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(kLook);
  }
  return true;
}

}  // namespace

void make_folders(const platform::Paths& paths) {
  std::error_code failed;
  for (const auto& [path, mode] : {std::pair{paths.run(), 0755},
                                   {paths.state(), 0700},
                                   {paths.policy().parent_path(), 0755}}) {
    std::filesystem::create_directories(path, failed);
    if (failed) log(LogLevel::kError, path.string() + " cannot be made: " + failed.message());
    ::chmod(path.c_str(), static_cast<mode_t>(mode));
  }
}

Result<platform::Fd> lock_instance(const platform::Paths& paths, milliseconds patience) {
  const auto path = paths.run() / "lock";
  platform::Fd lock(::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
  if (!lock) {
    return Error{ErrorCode::kSystem, path.string() + " cannot be opened: " + std::strerror(errno)};
  }
  if (!take(lock.get(), patience)) {
    return Error{ErrorCode::kBusy,
                 "another holdfastd runs on " + paths.root.string() + "; stop that first"};
  }
  // For scripts that stop it; a lock whose writing fails is a lock all the same.
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock.get(), 0) == 0) (void)!::write(lock.get(), pid.data(), pid.size());
  return lock;
}

}  // namespace holdfast::daemon
