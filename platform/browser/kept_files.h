#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"

namespace holdfast::platform {

/// Files of this layer with the folders around them, which are taken away again with the last file:
/// only those that this made, which it keeps a list of.
class KeptFiles {
 public:
  /// `list` is where the folders that were made are written down, a line each.
  KeptFiles(std::filesystem::path root, std::filesystem::path list)
      : root_(std::move(root)), list_(std::move(list)) {}

  /// Makes `bytes` the whole of it; nothing is written where they are there already. On a full disk
  /// a text that has become shorter is written in the room there is.
  Result<void> write(const std::filesystem::path& file, std::string_view bytes,
                     mode_t mode_if_new = 0644);
  /// Success where there is no such file.
  Result<void> remove(const std::filesystem::path& file);
  /// Takes away the folders that were made and are empty.
  void remove_folders();

  /// What a file holds, without blanks that were not cut off; nothing: no such file, or it cannot
  /// be read.
  static std::optional<std::string> text_of(const std::filesystem::path& file);

 private:
  Result<void> make_folder(const std::filesystem::path& folder);
  std::vector<std::string> folders_made() const;

  std::filesystem::path root_;
  std::filesystem::path list_;
};

}  // namespace holdfast::platform
