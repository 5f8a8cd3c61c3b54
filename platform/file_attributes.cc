#include "platform/file_attributes.h"

#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <string_view>

#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

// The kernel caps names and one value at 64 KiB each (XATTR_LIST_MAX, XATTR_SIZE_MAX).
constexpr std::size_t kXattrCap = 65536;

bool means_no_attributes(int number) { return number == EOPNOTSUPP || number == ENOSYS; }

Result<std::string> attribute_names(int fd) {
  std::string names(kXattrCap, '\0');
  const ssize_t length = uninterrupted([&] { return flistxattr(fd, names.data(), names.size()); });
  if (length < 0 && means_no_attributes(errno)) return std::string();
  if (length < 0) return system_error(say("cannot list extended attributes"));
  names.resize(static_cast<std::size_t>(length));
  return names;
}

Result<void> copy_one(int from, int to, const char* name, std::vector<Phrase>& notes) {
  std::string value(kXattrCap, '\0');
  const ssize_t length =
      uninterrupted([&] { return fgetxattr(from, name, value.data(), value.size()); });
  if (length < 0 && errno == ENODATA) return {};  // taken away since it was listed
  if (length < 0) return system_error(say("cannot read the extended attribute {1}", {name}));
  const int set = uninterrupted(
      [&] { return fsetxattr(to, name, value.data(), static_cast<std::size_t>(length), 0); });
  if (set == 0) return {};
  if (errno == EPERM || means_no_attributes(errno)) {
    notes.push_back(say("the extended attribute {1} could not be kept", {name}));
    return {};
  }
  return system_error(say("cannot keep the extended attribute {1}", {name}));
}

}  // namespace

Result<std::vector<Phrase>> copy_attributes(int from, int to) {
  struct stat info {};
  if (uninterrupted([&] { return fstat(from, &info); }) != 0)
    return system_error(say("cannot read owner and mode"));
  struct stat made {};
  if (uninterrupted([&] { return fstat(to, &made); }) != 0)
    return system_error(say("cannot read owner and mode"));
  const bool other_owner = made.st_uid != info.st_uid || made.st_gid != info.st_gid;
  if (other_owner && uninterrupted([&] { return fchown(to, info.st_uid, info.st_gid); }) != 0) {
    return system_error(say("cannot keep the owner"));
  }
  // After the owner: fchown(2) clears set-id bits.
  if (uninterrupted([&] { return fchmod(to, info.st_mode & 07777); }) != 0) {
    return system_error(say("cannot keep the mode"));
  }
  const Result<std::string> names = attribute_names(from);
  if (!names) return names.error();
  std::vector<Phrase> notes;
  for (std::size_t at = 0; at < names->size();) {
    const char* name = names->data() + at;
    if (Result<void> copied = copy_one(from, to, name, notes); !copied) return copied.error();
    at += std::string_view(name).size() + 1;
  }
  return notes;
}

bool is_immutable(int fd) {
  int flags = 0;
  return ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0 && (flags & (FS_IMMUTABLE_FL | FS_APPEND_FL)) != 0;
}

}  // namespace holdfast::platform
