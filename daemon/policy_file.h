#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "policy/phrase.h"

namespace holdfast::daemon {

/// The policy file as it stands on disk.
struct PolicyFile {
  std::optional<std::string> text;  ///< nothing: no file
  Phrase failure;                   ///< not empty: it cannot be read
};

/// Also closes it to everybody but root: it says whom it is about.
PolicyFile read_policy(const std::filesystem::path& path);

}  // namespace holdfast::daemon
