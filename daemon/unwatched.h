#pragma once

#include <optional>

#include "platform/paths.h"
#include "policy/moment.h"
#include "policy/result.h"

namespace holdfast::daemon {

// While the daemon does not run, the timer that lifts what has ended notes each minute how long the
// machine has been on and awake: without that, an evening of use before the power goes off could
// not be told from the power being off.

/// In place of what was noted before. An Error where it cannot be written.
Result<void> note_unwatched(const platform::Paths& paths, const ClockReading& reading);
/// Boot id, since_boot and awake of the last one; nothing where there is none that can be read.
std::optional<ClockReading> read_unwatched(const platform::Paths& paths);
void forget_unwatched(const platform::Paths& paths);

}  // namespace holdfast::daemon
