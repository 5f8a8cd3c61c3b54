#pragma once

#include <span>
#include <string_view>

#include "tray/i18n.h"

namespace holdfast::cli {

class Arguments;
struct Context;

/// What the shell gets; scripts rely on the numbers.
enum class ExitCode {
  kDone = 0,
  kNo = 1,           ///< answered no, or failed
  kUsage = 2,        ///< the command line is wrong
  kUnreachable = 3,  ///< the daemon cannot be asked
  kRefused = 4,      ///< locked, or not allowed
  kPending = 5,      ///< accepted, and waiting
};

/// `--name` or `--name VALUE` of one command.
struct Option {
  std::string_view name;
  std::string_view value;  ///< what stands for the value in help; empty: the option takes none
  const char* text;        ///< to be translated
};

inline constexpr Option kJsonOption = {"json", "", N_("print one JSON object")};
inline constexpr Option kDryRunOption = {"dry-run", "",
                                         N_("say what it would hold; change nothing")};

/// How many words may follow the command's name.
struct WordCount {
  int least = 0;
  int most = 0;
};
inline constexpr int kAnyNumber = 1000;

/// One command of `holdfast`: a row of the table in commands.cc.
struct Command {
  std::string_view name;
  std::string_view synopsis;  ///< what follows the name, without options
  const char* summary;        ///< one line, for the list of commands; to be translated
  const char* help;           ///< what `--help` says, in paragraphs; to be translated
  std::span<const Option> options;
  WordCount words;
  ExitCode (*run)(const Arguments& arguments, Context& context);
  /// Sub-commands: rows of their own, each named with this one's name before it (`partner key`).
  std::span<const Command* const> parts = {};
};

}  // namespace holdfast::cli
