#pragma once

#include "daemon/process/identity.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// Gives up, for good and in this order: groups and user (when root; otherwise it keeps its own),
/// every capability, the gaining of privileges, core dumps and being traced. An Error means that
/// the process must not go on.
Result<void> become_unprivileged(const Identity& identity);

/// Neither dumps core nor can be traced, by its own user either.
Result<void> forbid_looking_in();

}  // namespace holdfast::daemon
