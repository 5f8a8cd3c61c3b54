#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "platform/fd.h"
#include "policy/result.h"

namespace holdfast::platform {

/// Notices that a file was written, replaced, removed, made, or changed in owner or mode, by
/// watching its directory, inotify(7); and that something was mounted over it or taken away, which
/// inotify does not see, by poll(2) on /proc/self/mountinfo, proc(5). Where the file is a symbolic
/// link, the files it leads to are watched as well.
///
/// Passive: wait until `fd()` is readable or `mounts_fd()` has POLLPRI, then call `drain()`.
class FileWatch {
 public:
  /// The directories of `files` must exist; the files need not. A path that ends in `/` stands for
  /// whatever is in that directory.
  static Result<FileWatch> open(const std::vector<std::filesystem::path>& files);

  int fd() const { return inotify_.get(); }
  int mounts_fd() const { return mounts_.get(); }

  /// The files, as given to `open`, that may have changed since the last call; one entry each,
  /// however often. A full queue, or a directory that went away, means all that it concerns. Never
  /// blocks. What the caller writes itself is seen like anything else.
  std::vector<std::filesystem::path> drain();

 private:
  struct File {
    std::filesystem::path path;
    std::optional<std::uint64_t> mount;  // id of the mount that it is on; nothing: no file
  };
  // A name in a watched directory, and the file that it stands for.
  struct Place {
    int watch = -1;
    std::string name;
    std::size_t file = 0;
  };

  FileWatch() = default;
  Result<void> watch(std::size_t file);
  Result<void> watch_name(const std::filesystem::path& path, std::size_t file);
  void read_events(std::set<std::size_t>& changed);
  void read_mounts(std::set<std::size_t>& changed);

  Fd inotify_;
  Fd mounts_;
  std::vector<File> files_;
  std::vector<Place> places_;
};

}  // namespace holdfast::platform
