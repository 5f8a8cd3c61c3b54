#pragma once

#include <filesystem>

#include "policy/catalog.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// The built-in services and those that the person added, `*.toml` of that directory, which need
/// not exist. A mistake in the person's files is logged, and takes no built-in service away.
Result<Catalog> read_catalog(const std::filesystem::path& services);

}  // namespace holdfast::daemon
