#include "platform/browser/kept_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include "platform/atomic_file.h"
#include "platform/in_place_write.h"

namespace holdfast::platform {
namespace {

namespace fs = std::filesystem;

std::string without_blanks_behind(std::string text) {
  const std::size_t last = text.find_last_not_of(" \n");
  if (last == std::string::npos) return text;
  // The one line feed that every text ends with.
  if (last + 2 < text.size()) text.resize(last + 2);
  return text;
}

// First as long as before, then cut: what is read in between is whole as well.
Result<void> squeeze_in(const fs::path& file, const std::string& found, std::string_view bytes) {
  std::string padded(bytes);
  padded.resize(found.size(), ' ');
  if (auto written = write_without_room(file, found, padded); !written) return written;
  return write_without_room(file, padded, bytes);
}

}  // namespace

std::optional<std::string> KeptFiles::text_of(const fs::path& file) {
  auto text = read_file(file);
  if (!text) return std::nullopt;
  return without_blanks_behind(std::move(text).value());
}

std::vector<std::string> KeptFiles::folders_made() const {
  std::vector<std::string> folders;
  const std::string text = read_file(list_).has_value() ? read_file(list_).value() : "";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    folders.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return folders;
}

// Written down before it is made: one too many on the list is not there to be removed.
Result<void> KeptFiles::make_folder(const fs::path& folder) {
  std::error_code failed;
  if (folder == root_ || fs::is_directory(folder, failed)) return {};
  if (auto above = make_folder(folder.parent_path()); !above) return above;
  std::string text;
  for (const std::string& made : folders_made()) {
    if (made != folder.native()) text += made + "\n";
  }
  if (auto noted = write_file(list_, text + folder.native() + "\n", {.mode_if_new = 0600});
      !noted) {
    return noted.error();
  }
  // The umask of whoever starts the daemon must not hide it from the browsers.
  if (!fs::create_directory(folder, failed) && failed) {
    return Error{ErrorCode::kSystem,
                 say("{1} cannot be made: {2}", {folder.native(), failed.message()})};
  }
  ::chmod(folder.c_str(), 0755);
  return {};
}

Result<void> KeptFiles::write(const fs::path& file, std::string_view bytes, mode_t mode_if_new) {
  const auto found = read_file(file);
  if (found && *found == bytes) return {};
  if (found && without_blanks_behind(*found) == bytes) return {};
  if (auto made = make_folder(file.parent_path()); !made) return made;
  const auto written = write_file(file, bytes, {.mode_if_new = mode_if_new});
  if (written) return {};
  if (written.error().code == ErrorCode::kNoSpace && found && found->size() >= bytes.size()) {
    if (auto squeezed = squeeze_in(file, *found, bytes); squeezed) return {};
  }
  return written.error();
}

Result<void> KeptFiles::remove(const fs::path& file) {
  std::error_code failed;
  fs::remove(file, failed);
  if (!failed) return {};
  return Error{
      failed == std::errc::read_only_file_system || failed == std::errc::operation_not_permitted
          ? ErrorCode::kReadOnly
          : ErrorCode::kSystem,
      say("{1} cannot be removed: {2}", {file.native(), failed.message()})};
}

void KeptFiles::remove_folders() {
  std::vector<std::string> folders = folders_made();
  // The innermost ones were made last.
  std::ranges::reverse(folders);
  std::error_code failed;
  for (const std::string& folder : folders) fs::remove(folder, failed);
  fs::remove(list_, failed);
}

}  // namespace holdfast::platform
