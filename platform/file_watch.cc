#include "platform/file_watch.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO |
                                  IN_CREATE | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF |
                                  IN_MOVE_SELF | IN_ONLYDIR;
// The directory is not, or no longer, at its path.
constexpr std::uint32_t kDirectoryGone = IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT;
// The kernel's own limit on a chain of links (MAXSYMLINKS).
constexpr int kMaxLinks = 40;

std::optional<std::uint64_t> mount_of(const fs::path& file) {
  struct statx info {};
  if (statx(AT_FDCWD, file.c_str(), 0, STATX_MNT_ID, &info) != 0) return std::nullopt;
  return info.stx_mnt_id;
}

}  // namespace

Result<FileWatch> FileWatch::open(const std::vector<fs::path>& files) {
  FileWatch watch;
  watch.inotify_.reset(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!watch.inotify_) return system_error(say("cannot watch files"));
  watch.mounts_.reset(
      uninterrupted([] { return ::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC); }));
  if (!watch.mounts_) return system_error(say("cannot watch mounts"));
  for (const fs::path& file : files) {
    watch.files_.push_back({file, mount_of(file)});
    if (Result<void> watched = watch.watch(watch.files_.size() - 1); !watched) {
      return watched.error();
    }
  }
  return watch;
}

// Watches the name of the file and every name that its links lead over. To do so again is harmless:
// a directory has one watch.
Result<void> FileWatch::watch(std::size_t file) {
  std::erase_if(places_, [&](const Place& place) { return place.file == file; });
  fs::path at = files_[file].path;
  for (int links = 0; links < kMaxLinks; ++links) {
    if (Result<void> watched = watch_name(at, file); !watched) {
      // Where a link leads to may come later; the link itself must be watched.
      return links == 0 ? watched : Result<void>();
    }
    std::error_code not_a_link;
    const fs::path next = fs::read_symlink(at, not_a_link);
    if (not_a_link) break;
    at = at.parent_path() / next;
  }
  return {};
}

Result<void> FileWatch::watch_name(const fs::path& path, std::size_t file) {
  const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const int watch = inotify_add_watch(inotify_.get(), directory.c_str(), kEvents);
  if (watch < 0) return system_error(say("cannot watch the directory {1}", {directory.string()}));
  places_.push_back({watch, path.filename().string(), file});
  return {};
}

void FileWatch::read_events(std::set<std::size_t>& changed) {
  alignas(inotify_event) char buffer[16384];
  while (true) {
    const ssize_t got = uninterrupted([&] { return read(inotify_.get(), buffer, sizeof buffer); });
    if (got <= 0) return;
    for (ssize_t at = 0; at < got;) {
      inotify_event event;
      std::memcpy(&event, buffer + at, sizeof event);
      const std::string_view name = event.len > 0 ? buffer + at + sizeof event : "";
      at += static_cast<ssize_t>(sizeof event + event.len);
      for (const Place& place : places_) {
        const bool is_all = (event.mask & IN_Q_OVERFLOW) != 0;
        const bool is_here = place.watch == event.wd && (place.name.empty() || place.name == name ||
                                                         (event.mask & kDirectoryGone) != 0);
        if (is_all || is_here) changed.insert(place.file);
      }
    }
  }
}

// Mounts come and go for many reasons; what counts is whether a file is on another one now.
void FileWatch::read_mounts(std::set<std::size_t>& changed) {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const std::optional<std::uint64_t> mount = mount_of(files_[file].path);
    const bool is_moved = mount && files_[file].mount && *mount != *files_[file].mount;
    if (is_moved) changed.insert(file);
    if (mount) files_[file].mount = mount;
  }
}

std::vector<fs::path> FileWatch::drain() {
  std::set<std::size_t> changed;
  read_events(changed);
  read_mounts(changed);
  // A link may lead elsewhere now, and a directory that went away may be back. One that is not back
  // leaves the file unwatched; it was reported, and `drain` tries again with every event.
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const bool is_watched = std::any_of(places_.begin(), places_.end(),
                                        [&](const Place& place) { return place.file == file; });
    if (!is_watched || changed.contains(file)) {
      if (watch(file) && !is_watched) changed.insert(file);
    }
  }
  std::vector<fs::path> paths;
  for (const std::size_t file : changed) paths.push_back(files_[file].path);
  return paths;
}

}  // namespace holdfast::platform
