#include "platform/store/database_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "platform/fd.h"
#include "platform/system_error.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDamaged = ".damaged-";
constexpr std::array<std::string_view, 3> kLogs = {"-wal", "-shm", "-journal"};

fs::path with_suffix(const fs::path& path, std::string_view suffix) {
  return path.native() + std::string(suffix);
}

// Whole, synced and waiting for the name of the database.
fs::path ready_of(const fs::path& database) { return with_suffix(database, ".new"); }

bool is_there(const fs::path& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

Result<void> remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) == -1 && errno != ENOENT) {
    return system_error(say("cannot remove {1}", {path.native()}));
  }
  return {};
}

Result<void> move_file(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) == -1) {
    return system_error(say("cannot rename {1} to {2}", {from.native(), to.native()}));
  }
  return {};
}

Result<void> sync_directory_of(const fs::path& path) {
  const fs::path directory = path.parent_path();
  const Fd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) == -1)
    return system_error(say("cannot sync {1}", {directory.native()}));
  return {};
}

bool is_free(const fs::path& aside) {
  bool taken = is_there(aside);
  for (const auto log : kLogs) taken = taken || is_there(with_suffix(aside, log));
  return !taken;
}

fs::path numbered(const fs::path& database, int number) {
  return with_suffix(database, std::string(kDamaged) + std::to_string(number));
}

fs::path first_free(const fs::path& database) {
  int number = 1;
  while (!is_free(numbered(database, number))) ++number;
  return numbered(database, number);
}

Result<void> move_logs(const fs::path& from, const fs::path& to) {
  for (const auto log : kLogs) {
    const fs::path source = with_suffix(from, log);
    if (!is_there(source)) continue;
    if (auto moved = move_file(source, with_suffix(to, log)); !moved) return moved;
  }
  return {};
}

Result<void> remove_logs(const fs::path& database) {
  for (const auto log : kLogs) {
    if (auto removed = remove_file(with_suffix(database, log)); !removed) return removed;
  }
  return {};
}

}  // namespace

fs::path part_of(const fs::path& database) { return with_suffix(database, ".part"); }

Result<void> create_private_file(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd) return system_error(say("cannot create {1}", {path.native()}));
  return {};
}

Result<void> remove_database(const fs::path& database) {
  // The file first: logs without their file are nothing, a file without its logs looks whole.
  if (auto removed = remove_file(database); !removed) return removed;
  return remove_logs(database);
}

Result<fs::path> replace_database(const fs::path& database) {
  const fs::path ready = ready_of(database);
  if (auto renamed = move_file(part_of(database), ready); !renamed) return renamed.error();
  fs::path aside;
  if (is_there(database)) {
    if (auto synced = sync_directory_of(database); !synced) return synced.error();
    aside = first_free(database);
    if (auto renamed = move_file(database, aside); !renamed) return renamed.error();
    if (auto moved = move_logs(database, aside); !moved) return moved.error();
  } else {
    // Logs that lost their file would be played into the new one.
    if (auto removed = remove_logs(database); !removed) return removed.error();
  }
  if (auto renamed = move_file(ready, database); !renamed) return renamed.error();
  if (auto synced = sync_directory_of(database); !synced) return synced.error();
  return aside;
}

Result<void> finish_replacing(const fs::path& database) {
  const fs::path ready = ready_of(database);
  if (!is_there(ready)) return {};
  if (is_there(database)) return remove_database(ready);
  // The old file has its new name already, the last one given; its logs may not have theirs.
  int next = 1;
  while (is_there(numbered(database, next))) ++next;
  if (next > 1) {
    if (auto moved = move_logs(database, numbered(database, next - 1)); !moved) return moved;
  } else if (auto removed = remove_logs(database); !removed) {
    return removed;
  }
  if (auto renamed = move_file(ready, database); !renamed) return renamed;
  return sync_directory_of(database);
}

Result<void> remove_every_trace(const fs::path& database) {
  std::vector<fs::path> traces = {database, ready_of(database), part_of(database)};
  const std::string prefix = database.filename().native() + std::string(kDamaged);
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(database.parent_path(), fault)) {
    if (entry.path().filename().native().starts_with(prefix)) traces.push_back(entry.path());
  }
  if (fault)
    return system_error(say("cannot list {1}", {database.parent_path().native()}), fault.value());
  for (const fs::path& trace : traces) {
    if (auto removed = remove_database(trace); !removed) return removed;
  }
  return sync_directory_of(database);
}

}  // namespace holdfast::platform
