#pragma once

#include <chrono>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "tray/cli/command.h"
#include "tray/cli/daemon_link.h"
#include "tray/cli/output.h"

namespace holdfast::cli {

/// What a program is given by the system; tests give something else.
struct Environment {
  enum class Input { kTerminal, kOther };

  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Input input = Input::kOther;  ///< whether a person can be asked
  Display display;
  std::function<std::chrono::sys_seconds()> now;
  std::function<std::optional<std::string>(std::string_view)> variable;
  std::function<void(std::chrono::milliseconds)> wait;
};

/// What a command works with.
struct Context {
  const Environment& environment;
  Output out;
  DaemonLink daemon;

  std::chrono::sys_seconds now() const { return environment.now(); }
  bool can_ask() const { return environment.input == Environment::Input::kTerminal; }

  /// Says what went wrong, as JSON as well when that was asked for, and gives the exit code.
  ExitCode fail(const Trouble& trouble, const Arguments& arguments);
  /// A wrong command line.
  ExitCode misuse(std::string_view text);
};

}  // namespace holdfast::cli
