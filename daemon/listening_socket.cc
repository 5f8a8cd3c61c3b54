#include "daemon/listening_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "daemon/service_manager.h"
#include "platform/fd.h"

namespace holdfast::daemon {
namespace {

// A crowd of another user's must not keep the person out while its connections are turned away.
constexpr int kBacklog = SOMAXCONN;

Error failure(const std::filesystem::path& path, const char* what) {
  return {ErrorCode::kSystem, path.string() + " cannot be " + what + ": " + std::strerror(errno)};
}

}  // namespace

Result<int> listening_socket(const std::filesystem::path& path) {
  if (const auto passed = passed_socket()) {
    // A copy may be closed, and a later start in this process finds the socket again.
    const int copy = ::fcntl(*passed, F_DUPFD_CLOEXEC, *passed);
    if (copy < 0) return failure(path, "taken over");
    return copy;
  }
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof(address.sun_path)) {
    return Error{ErrorCode::kInvalid, path.string() + " is too long for a socket's path"};
  }
  std::memcpy(address.sun_path, path.c_str(), path.string().size());
  platform::Fd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (socket.get() < 0) return failure(path, "made");
  // The lock on the instance says that whoever made the old one is gone.
  ::unlink(path.c_str());
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    return failure(path, "bound");
  }
  ::chmod(path.c_str(), 0666);
  if (::listen(socket.get(), kBacklog) != 0) return failure(path, "listened on");
  return socket.release();
}

}  // namespace holdfast::daemon
