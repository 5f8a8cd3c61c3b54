#pragma once

#include <filesystem>

#include "policy/result.h"

namespace holdfast::platform {

/// Where a database is put together before it takes its name: a file here may be half made.
std::filesystem::path part_of(const std::filesystem::path& database);

/// An empty file of mode 0600 at `path`, which must not exist.
Result<void> create_private_file(const std::filesystem::path& path);

/// Removes the file and the logs that SQLite keeps beside it. Nothing there is success.
Result<void> remove_database(const std::filesystem::path& database);

/// Makes the whole and closed database at part_of(database) the one at `database`. A database that
/// has that name is kept, with its logs, as `NAME.damaged-N`, N being the first number that is
/// free; gives that name, or an empty path. After a crash in between, finish_replacing() does the
/// rest.
Result<std::filesystem::path> replace_database(const std::filesystem::path& database);

/// To be called before a database is opened.
Result<void> finish_replacing(const std::filesystem::path& database);

/// Removes the database and every file that replace_database() made of it.
Result<void> remove_every_trace(const std::filesystem::path& database);

}  // namespace holdfast::platform
