#pragma once

#include <string>
#include <vector>

#include "tray/cli/command.h"
#include "tray/cli/context.h"

namespace holdfast::cli {

/// `holdfast` as a function: what follows the program's name, to an exit code. The socket is
/// `--socket`, else $HOLDFAST_SOCKET, else /run/holdfast/holdfast.sock.
ExitCode run_program(const std::vector<std::string>& typed, const Environment& environment);

}  // namespace holdfast::cli
