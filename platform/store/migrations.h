#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "platform/store/sqlite.h"
#include "policy/result.h"

namespace holdfast::platform {

/// `PRAGMA application_id` of a file that is ours: "Hold" in ASCII.
inline constexpr std::int64_t kApplicationId = 0x486f6c64;

/// One statement list a version, oldest first. What was released is never edited; a change of the
/// tables is a new entry at the end. `PRAGMA user_version` counts those that a file has had.
std::span<const std::string_view> migrations();

/// How many migrations an open file has had. kUnsupported where a newer version made it, kCorrupt
/// where it belongs to another program. Reads only.
Result<std::int64_t> version_of(const sqlite::Database& database);

/// Brings an open file to the newest version, each step in a transaction of its own. Fails, and
/// leaves the file alone, where version_of() does.
Result<void> migrate(const sqlite::Database& database);

}  // namespace holdfast::platform
