#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "platform/fd.h"
#include "policy/result.h"

namespace holdfast::platform {

/// Opens a regular file below the directory `dir` (or AT_FDCWD) without ever blocking. `flags` as
/// for open(2); kInvalid for anything but a regular file. `shown` names it in errors.
Result<Fd> open_regular(int dir, const std::string& name, int flags, std::string_view shown);

/// Everything from the file's start to its end, wherever its offset is.
Result<std::string> read_all(int fd, std::size_t max_bytes, std::string_view shown);

/// All of `bytes` at `offset`, through short writes and signals. The errno of the failure, or 0.
int write_all(int fd, std::string_view bytes, std::size_t offset);

}  // namespace holdfast::platform
