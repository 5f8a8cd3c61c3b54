#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace holdfast::window {

/// The unsent note: one file of the person's own, which nothing else reads. Mode 0600 in a folder
/// of mode 0700. Each save takes the place of the one before at once or not at all, and is on the
/// disk when it returns.
class NoteFile {
 public:
  /// `folder` is made with the first save.
  explicit NoteFile(std::string folder);
  /// $XDG_DATA_HOME/holdfast.
  static std::string usual_folder();

  struct Note {
    std::string text;  ///< UTF-8
    std::chrono::sys_seconds written{};
  };
  /// Nothing when there is none. A file that cannot be read is none, and stays as it is: then
  /// `trouble` says so and `save` refuses.
  std::optional<Note> load();
  /// False: see `trouble`. An empty text takes the file away.
  bool save(const std::string& text);

  const std::string& path() const { return path_; }
  /// One sentence for the person; empty when all went well.
  const std::string& trouble() const { return trouble_; }

 private:
  std::string folder_;
  std::string path_;
  std::string trouble_;
  bool is_foreign_ = false;  ///< what is there could not be read
};

}  // namespace holdfast::window
