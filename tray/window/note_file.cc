#include "tray/window/note_file.h"

#include <glib.h>
#include <glib/gstdio.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "tray/i18n.h"

namespace holdfast::window {
namespace {

constexpr int kFolderMode = 0700;
constexpr int kFileMode = 0600;

// A save that was cut short leaves its half beside the note (`unsent-note.txt.AB12CD`); words that
// were let go must not stay in one.
void remove_halves(const std::string& folder) {
  constexpr std::string_view kBeginning = "unsent-note.txt.";
  GDir* directory = g_dir_open(folder.c_str(), 0, nullptr);
  if (directory == nullptr) return;
  while (const char* name = g_dir_read_name(directory)) {
    const std::string_view words(name);
    const bool is_half = words.starts_with(kBeginning) && words.size() == kBeginning.size() + 6;
    if (is_half) g_remove((folder + "/" + name).c_str());
  }
  g_dir_close(directory);
}

}  // namespace

NoteFile::NoteFile(std::string folder)
    : folder_(std::move(folder)), path_(folder_ + "/unsent-note.txt") {}

std::string NoteFile::usual_folder() {
  g_autofree char* folder = g_build_filename(g_get_user_data_dir(), "holdfast", nullptr);
  return folder;
}

std::optional<NoteFile::Note> NoteFile::load() {
  trouble_.clear();
  is_foreign_ = false;
  remove_halves(folder_);
  g_autofree char* bytes = nullptr;
  gsize length = 0;
  g_autoptr(GError) error = nullptr;
  if (g_file_get_contents(path_.c_str(), &bytes, &length, &error) == FALSE) {
    if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
      is_foreign_ = true;
      trouble_ = fill(_("The note cannot be read: {1}"), {error->message});
    }
    return std::nullopt;
  }
  if (g_utf8_validate_len(bytes, length, nullptr) == FALSE) {
    is_foreign_ = true;
    trouble_ = fill(_("The note in {1} is no text. It stays as it is."), {path_});
    return std::nullopt;
  }
  GStatBuf status{};
  g_stat(path_.c_str(), &status);
  return Note{{bytes, length}, std::chrono::sys_seconds{std::chrono::seconds{status.st_mtime}}};
}

bool NoteFile::save(const std::string& text) {
  if (is_foreign_) return false;
  trouble_.clear();
  if (text.empty()) {
    if (g_remove(path_.c_str()) == 0 || errno == ENOENT) return true;
    trouble_ = fill(_("The note cannot be taken away: {1}"), {g_strerror(errno)});
    return false;
  }
  if (g_mkdir_with_parents(folder_.c_str(), kFolderMode) != 0) {
    trouble_ = fill(_("There is no place for the note: {1}"), {g_strerror(errno)});
    return false;
  }
  g_autoptr(GError) error = nullptr;
  const auto how = static_cast<GFileSetContentsFlags>(G_FILE_SET_CONTENTS_CONSISTENT |
                                                      G_FILE_SET_CONTENTS_DURABLE);
  if (g_file_set_contents_full(path_.c_str(), text.data(), static_cast<gssize>(text.size()), how,
                               kFileMode, &error) == FALSE) {
    trouble_ = fill(_("The note is not kept yet: {1}"), {error->message});
    return false;
  }
  return true;
}

}  // namespace holdfast::window
