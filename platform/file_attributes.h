#pragma once

#include <string>
#include <vector>

#include "policy/result.h"

namespace holdfast::platform {

/// Gives the open file `to` the owner, mode, and extended attributes (POSIX ACLs and security
/// labels among them) of the open file `from`. Gives one sentence for each attribute that the
/// system does not let us copy; fails when a copy should have worked and did not.
Result<std::vector<Phrase>> copy_attributes(int from, int to);

/// Whether the open file or directory has the immutable or append-only attribute of chattr(1).
/// False where the file system knows no such attribute.
bool is_immutable(int fd);

}  // namespace holdfast::platform
