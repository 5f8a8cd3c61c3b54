#pragma once

#include <chrono>

#include "platform/fd.h"
#include "platform/paths.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// Makes the folders that Holdfast keeps below its root. What cannot be made is logged: whoever
/// needs it will say so.
void make_folders(const platform::Paths& paths);

/// The right to be the one that changes what the layers hold on a root; let go by closing it. The
/// kernel lets go of it for a process that dies.
///
/// kBusy when another process has it and does not let go within `patience`.
Result<platform::Fd> lock_instance(const platform::Paths& paths,
                                   std::chrono::milliseconds patience);

}  // namespace holdfast::daemon
