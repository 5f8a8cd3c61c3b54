#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "policy/result.h"

namespace holdfast::platform {

/// The whole of a file that is to be root's (or this process's user's) alone. kInvalid with advice
/// where it belongs to somebody else or can be read or written by others.
Result<std::string> read_private_file(const std::filesystem::path& path, std::size_t max_bytes);

/// Writes it so, in one step (see atomic_file.h). One that others could read is closed before.
Result<void> write_private_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace holdfast::platform
