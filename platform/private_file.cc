#include "platform/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/atomic_file.h"
#include "platform/file_bytes.h"
#include "platform/system_error.h"

namespace holdfast::platform {

Result<std::string> read_private_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const std::string& shown = path.native();
  const auto file = open_regular(AT_FDCWD, shown, O_RDONLY, shown);
  if (!file) return file.error();
  struct stat info {};
  if (::fstat(file->get(), &info) != 0) return system_error(say("cannot look at {1}", {shown}));
  if (info.st_uid != 0 && info.st_uid != ::geteuid()) {
    return Error{ErrorCode::kInvalid, with_hint(say("{1} belongs to somebody else", {shown}),
                                                say("give it to root: chown root: {1}", {shown}))};
  }
  if ((info.st_mode & 077) != 0) {
    return Error{ErrorCode::kInvalid, with_hint(say("{1} can be read by others", {shown}),
                                                say("close it: chmod 600 {1}", {shown}))};
  }
  return read_all(file->get(), max_bytes, shown);
}

Result<void> write_private_file(const std::filesystem::path& path, std::string_view bytes) {
  // An existing file keeps its own mode.
  (void)::chmod(path.c_str(), 0600);
  if (auto written = write_file(path, bytes, {.mode_if_new = 0600}); !written)
    return written.error();
  return {};
}

}  // namespace holdfast::platform
