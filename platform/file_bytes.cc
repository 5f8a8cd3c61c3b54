#include "platform/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/system_error.h"

namespace holdfast::platform {

Result<Fd> open_regular(int dir, const std::string& name, int flags, std::string_view shown) {
  // O_NONBLOCK: the open of a pipe would wait for its other end.
  Fd fd(uninterrupted(
      [&] { return openat(dir, name.c_str(), flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK); }));
  if (!fd) return system_error(say("cannot open {1}", {std::string(shown)}));
  struct stat info {};
  if (uninterrupted([&] { return fstat(fd.get(), &info); }) != 0)
    return system_error(say("cannot look at {1}", {std::string(shown)}));
  if (S_ISREG(info.st_mode)) return fd;
  return Error{
      ErrorCode::kInvalid,
      with_hint(S_ISDIR(info.st_mode) ? say("{1} is a directory", {std::string(shown)})
                                      : say("{1} is no regular file", {std::string(shown)}),
                say("move it away so that a file can take its place"))};
}

Result<std::string> read_all(int fd, std::size_t max_bytes, std::string_view shown) {
  struct stat info {};
  if (uninterrupted([&] { return fstat(fd, &info); }) != 0)
    return system_error(say("cannot look at {1}", {std::string(shown)}));
  std::string bytes;
  // One byte more than expected, so that the usual file needs no second read to see its end.
  std::size_t room = static_cast<std::size_t>(info.st_size) + 1;
  while (true) {
    const std::size_t have = bytes.size();
    if (have > max_bytes || room > max_bytes + 1) {
      return Error{ErrorCode::kInvalid,
                   with_hint(say("{1} is larger than {2} bytes",
                                 {std::string(shown), std::to_string(max_bytes)}),
                             say("make it smaller"))};
    }
    bytes.resize(have + room);
    const ssize_t got = uninterrupted(
        [&] { return pread(fd, bytes.data() + have, room, static_cast<off_t>(have)); });
    if (got < 0) return system_error(say("cannot read {1}", {std::string(shown)}));
    bytes.resize(have + static_cast<std::size_t>(got));
    if (got == 0) return bytes;
    if (static_cast<std::size_t>(got) < room) {
      room -= static_cast<std::size_t>(got);
    } else {
      room = 65536;  // it grows while it is read
    }
  }
}

int write_all(int fd, std::string_view bytes, std::size_t offset) {
  while (!bytes.empty()) {
    const ssize_t put = uninterrupted(
        [&] { return pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset)); });
    if (put < 0) return errno;
    if (put == 0) return ENOSPC;
    bytes.remove_prefix(static_cast<std::size_t>(put));
    offset += static_cast<std::size_t>(put);
  }
  return 0;
}

}  // namespace holdfast::platform
