#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

#include "policy/result.h"

namespace holdfast::daemon {

/// The control socket: the one that the service manager passed, else a new one at `path`, in place
/// of a dead one's. Everybody may connect; who may do what the router decides by SO_PEERCRED. The
/// caller owns the descriptor.
Result<int> listening_socket(const std::filesystem::path& path);

}  // namespace holdfast::daemon
