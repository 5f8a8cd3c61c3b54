#pragma once

#include <boost/system/result.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tray/cli/command.h"

namespace holdfast::cli {

/// What was typed after a command's name, taken apart.
class Arguments {
 public:
  /// What is wrong with the command line, in one sentence.
  struct Misuse {
    std::string text;
  };
  using Parsed = boost::system::result<Arguments, Misuse>;

  /// Options may stand anywhere before `--`, and are never guessed from a part of their name.
  /// `--help` is an option of every command; with it, the words are not counted.
  static Parsed parse(const Command& command, const std::vector<std::string>& typed);

  const std::vector<std::string>& words() const { return words_; }
  bool has(std::string_view option) const { return options_.contains(option); }
  std::optional<std::string> value(std::string_view option) const;

 private:
  std::vector<std::string> words_;
  std::map<std::string, std::string, std::less<>> options_;
};

[[noreturn]] void throw_exception_from_error(const Arguments::Misuse& misuse,
                                             const boost::source_location&);

}  // namespace holdfast::cli
