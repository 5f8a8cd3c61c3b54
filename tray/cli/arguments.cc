#include "tray/cli/arguments.h"
#include "tray/i18n.h"

#include <boost/program_options.hpp>
#include <stdexcept>

namespace holdfast::cli {
namespace {

namespace po = boost::program_options;

constexpr const char* kWords = "words";

po::options_description describe(const Command& command) {
  po::options_description all;
  all.add_options()("help,h", "");
  for (const Option& option : command.options) {
    const std::string name(option.name);
    if (option.value.empty()) {
      all.add_options()(name.c_str(), "");
    } else {
      all.add_options()(name.c_str(), po::value<std::string>(), "");
    }
  }
  all.add_options()(kWords, po::value<std::vector<std::string>>(), "");
  return all;
}

std::string count_problem(const Command& command, std::size_t count) {
  const bool too_few = count < static_cast<std::size_t>(command.words.least);
  const std::string usage = std::string(command.name) + (command.synopsis.empty() ? "" : " ") +
                            std::string(command.synopsis);
  return fill(too_few ? _("something is missing; write: holdfast {1}")
                      : _("too many words; write: holdfast {1}"),
              {usage});
}

}  // namespace

Arguments::Parsed Arguments::parse(const Command& command, const std::vector<std::string>& typed) {
  const po::options_description all = describe(command);
  po::positional_options_description words;
  words.add(kWords, -1);
  constexpr int kStyle =
      po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  Arguments arguments;
  try {
    for (const auto& option : po::command_line_parser(typed)
                                  .options(all)
                                  .positional(words)
                                  .style(kStyle)
                                  .run()
                                  .options) {
      if (option.string_key == kWords) {
        arguments.words_.insert(arguments.words_.end(), option.value.begin(), option.value.end());
      } else {
        arguments.options_[option.string_key] = option.value.empty() ? "" : option.value[0];
      }
    }
  } catch (const po::unknown_option& error) {
    return Misuse{fill(_("unrecognised option \'{1}\'"), {error.get_option_name()})};
  } catch (const po::error& error) {
    return Misuse{error.what()};
  }
  const auto count = arguments.words_.size();
  const bool fits = count >= static_cast<std::size_t>(command.words.least) &&
                    count <= static_cast<std::size_t>(command.words.most);
  if (!fits && !arguments.has("help")) return Misuse{count_problem(command, count)};
  return arguments;
}

std::optional<std::string> Arguments::value(std::string_view option) const {
  const auto it = options_.find(option);
  if (it == options_.end()) return std::nullopt;
  return it->second;
}

void throw_exception_from_error(const Arguments::Misuse& misuse, const boost::source_location&) {
  throw std::runtime_error(misuse.text);
}

}  // namespace holdfast::cli
