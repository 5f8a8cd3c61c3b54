#pragma once

#include <string>

#include "daemon/options.h"

namespace holdfast::daemon {

/// One line to standard error, with the priority prefix of sd-daemon(3) where that goes to the
/// journal. Never a target, a handle or an alias: only what the program itself does.
void log(LogLevel level, const std::string& text);
void set_log_level(LogLevel level);

}  // namespace holdfast::daemon
