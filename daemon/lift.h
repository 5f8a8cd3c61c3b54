#pragma once

#include "daemon/options.h"

namespace holdfast::daemon {

/// Removes everything that any layer wrote, and ends the sentry; needs no running daemon, and
/// refuses beside one. The process's exit code.
int lift(const Options& options);

/// Lifts what has ended while no daemon runs, and nothing else: names of rules whose end has come
/// leave the hosts file (the firewall's leave by the kernel's own timeouts). What is held is never
/// more afterwards, the record is not changed, and where it cannot be read nothing is lifted.
/// Beside a running daemon, which does that by itself, it does nothing. The process's exit code.
int lift_ended(const Options& options);

}  // namespace holdfast::daemon
