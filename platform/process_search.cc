#include "platform/process_search.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>

#include "platform/fd.h"

namespace holdfast::platform {
namespace {

// A user with more processes than this is searched in part: the answer is only a nicety.
constexpr std::size_t kMostProcesses = 4096;
// cgroup.procs of a crowded group is read up to this size.
constexpr std::size_t kMostListBytes = 64 * 1024;

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

std::optional<pid_t> number(std::string_view text) {
  pid_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

std::string read_up_to(const Fd& file, std::size_t most) {
  std::string text(most, '\0');
  std::size_t size = 0;
  while (size < most) {
    const ssize_t got = ::read(file.get(), text.data() + size, most - size);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  text.resize(size);
  return text;
}

// A cgroup's id is the whole of its file handle (FILEID_KERNFS, name_to_handle_at(2)).
Fd open_cgroup(const char* mount, std::uint64_t id) {
  constexpr int kKernfsHandle = 0xFE;
  const Fd root(::open(mount, O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root) return Fd();
  alignas(file_handle) std::array<std::byte, sizeof(file_handle) + sizeof id> bytes{};
  auto* handle = reinterpret_cast<file_handle*>(bytes.data());
  handle->handle_bytes = sizeof id;
  handle->handle_type = kKernfsHandle;
  std::memcpy(handle->f_handle, &id, sizeof id);
  return Fd(::open_by_handle_at(root.get(), handle, O_DIRECTORY | O_CLOEXEC));
}

std::vector<pid_t> numbers_in(std::string_view lines) {
  std::vector<pid_t> pids;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    if (const auto pid = number(lines.substr(0, end))) pids.push_back(*pid);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return pids;
}

bool belongs_to(pid_t pid, std::uint32_t uid) {
  struct stat found {};
  return ::stat(("/proc/" + std::to_string(pid)).c_str(), &found) == 0 && found.st_uid == uid;
}

bool holds(pid_t pid, std::string_view link) {
  const std::string path = "/proc/" + std::to_string(pid) + "/fd";
  const Directory descriptors(::opendir(path.c_str()));
  if (!descriptors) return false;
  std::array<char, 64> target{};
  while (const dirent* entry = ::readdir(descriptors.get())) {
    const ssize_t size =
        ::readlinkat(::dirfd(descriptors.get()), entry->d_name, target.data(), target.size());
    if (size > 0 && std::string_view(target.data(), static_cast<std::size_t>(size)) == link) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<pid_t> processes_in_cgroup(std::uint64_t cgroup_id, std::uint32_t uid) {
  for (const char* mount : {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"}) {
    const Fd group = open_cgroup(mount, cgroup_id);
    if (!group) continue;
    const Fd list(::openat(group.get(), "cgroup.procs", O_RDONLY | O_CLOEXEC));
    if (!list) continue;
    std::vector<pid_t> pids = numbers_in(read_up_to(list, kMostListBytes));
    std::stable_partition(pids.begin(), pids.end(),
                          [&](pid_t pid) { return belongs_to(pid, uid); });
    return pids;
  }
  return {};
}

std::vector<pid_t> processes_of_user(std::uint32_t uid) {
  std::vector<pid_t> pids;
  const Directory all(::opendir("/proc"));
  if (!all) return pids;
  while (const dirent* entry = ::readdir(all.get())) {
    const auto pid = number(entry->d_name);
    if (pid && belongs_to(*pid, uid)) pids.push_back(*pid);
  }
  std::ranges::sort(pids, std::ranges::greater());
  if (pids.size() > kMostProcesses) pids.resize(kMostProcesses);
  return pids;
}

std::optional<pid_t> holder_of_socket(std::uint32_t inode, const std::vector<pid_t>& candidates) {
  const std::string link = "socket:[" + std::to_string(inode) + "]";
  for (const pid_t pid : candidates) {
    if (holds(pid, link)) return pid;
  }
  return std::nullopt;
}

std::string name_of_process(pid_t pid) {
  const Fd file(::open(("/proc/" + std::to_string(pid) + "/comm").c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return {};
  std::string name = read_up_to(file, 64);
  if (name.ends_with('\n')) name.pop_back();
  return name;
}

}  // namespace holdfast::platform
