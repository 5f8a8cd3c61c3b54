#pragma once

#include <filesystem>

#include "policy/catalog.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// The built-in services and those that the person added, `*.toml` of that directory, which need
/// not exist. A file with a mistake is logged and left out;
/// the others count.
Result<Catalog> read_catalog(const std::filesystem::path& services);

}  // namespace holdfast::daemon
