#include "tray/cli/program.h"

#include <algorithm>
#include <optional>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr std::string_view kDefaultSocket = "/run/holdfast/holdfast.sock";
constexpr const char* kIntroduction =
    N_("Keeps what you decided to stay away from out of reach, and counts the days.");

// What concerns every command.
struct Global {
  std::optional<std::string> socket;
  std::optional<std::string> wrong;
  bool help = false;
  bool version = false;
  std::vector<std::string> rest;  // the command and what follows
};

// `--socket PATH` and `--socket=PATH` are taken wherever they stand before `--`.
std::vector<std::string> without_socket(const std::vector<std::string>& typed, Global& global) {
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] == "--") {
      rest.insert(rest.end(), typed.begin() + static_cast<std::ptrdiff_t>(i), typed.end());
      break;
    }
    if (typed[i].starts_with("--socket=")) {
      global.socket = typed[i].substr(typed[i].find('=') + 1);
    } else if (typed[i] != "--socket") {
      rest.push_back(typed[i]);
    } else if (i + 1 < typed.size()) {
      global.socket = typed[++i];
    } else {
      global.wrong = _("--socket needs a path; see: holdfast --help");
    }
  }
  return rest;
}

Global take_global(const std::vector<std::string>& all) {
  Global global;
  const std::vector<std::string> typed = without_socket(all, global);
  std::size_t i = 0;
  for (; i < typed.size() && typed[i].starts_with("-"); ++i) {
    const std::string& option = typed[i];
    if (option == "--help" || option == "-h") {
      global.help = true;
    } else if (option == "--version") {
      global.version = true;
    } else {
      global.wrong = fill(_("there is no option {1} here; see: holdfast --help"), {clean(option)});
      return global;
    }
  }
  global.rest.assign(typed.begin() + static_cast<std::ptrdiff_t>(i), typed.end());
  return global;
}

void show_overview(Output& out) {
  out.line(out.styled(Style::kStrong, _("holdfast COMMAND")));
  out.line();
  out.paragraph(_(kIntroduction));
  out.line();
  for (const Command* command : all_commands()) out.entry(command->name, 12, _(command->summary));
  out.line();
  out.entry("--socket PATH", 15, _("another daemon's socket (or $HOLDFAST_SOCKET)"));
  out.entry("--version", 15, _("this program's version"));
  out.line();
  out.line(_("To learn more of one: holdfast COMMAND --help"));
}

void show_help(const Command& command, Output& out) {
  std::string usage = "holdfast " + std::string(command.name);
  if (!command.synopsis.empty()) usage += " " + std::string(command.synopsis);
  out.paragraph(out.styled(Style::kStrong, usage), 0, 4);
  out.line();
  out.paragraph(_(command.help));
  if (!command.parts.empty()) out.line();
  for (const Command* part : command.parts) out.entry(part->name, 18, _(part->summary));
  if (command.options.empty()) return;
  out.line();
  for (const Option& option : command.options) {
    std::string name = "--" + std::string(option.name);
    if (!option.value.empty()) name += " " + std::string(option.value);
    out.entry(name, 18, _(option.text));
  }
}

ExitCode unknown_command(const std::string& name, Context& context) {
  const std::string_view meant = nearest_command(name);
  if (meant.empty()) {
    return context.misuse(
        fill(_("there is no command \"{1}\"; see: holdfast --help"), {clean(name)}));
  }
  return context.misuse(
      fill(_("there is no command \"{1}\"; did you mean: holdfast {2}?"), {clean(name), meant}));
}

// `holdfast help block` is `holdfast block --help`.
std::vector<std::string> without_help_word(std::vector<std::string> words) {
  if (words.size() < 2 || words[0] != "help") return words;
  words.erase(words.begin());
  words.emplace_back("--help");
  return words;
}

ExitCode run_command(const std::vector<std::string>& words, Context& context) {
  const Command* command = find_command(words[0]);
  if (command == nullptr) return unknown_command(words[0], context);
  auto rest = words.begin() + 1;
  const Command* part = rest == words.end() ? nullptr : find_part(*command, *rest);
  if (part != nullptr) {
    command = part;
    ++rest;
  }
  const auto arguments = Arguments::parse(*command, {rest, words.end()});
  if (!arguments) {
    return context.misuse(
        fill(_("{1} (more: holdfast {2} --help)"), {clean(arguments.error().text), command->name}));
  }
  if (arguments->has("help")) {
    show_help(*command, context.out);
    return ExitCode::kDone;
  }
  if (arguments->has("json")) context.daemon.answer_in_english();
  return command->run(*arguments, context);
}

std::string socket_path(const Global& global, const Environment& environment) {
  if (global.socket) return *global.socket;
  return environment.variable("HOLDFAST_SOCKET").value_or(std::string(kDefaultSocket));
}

ExitCode dispatch(const Global& global, Context& context) {
  if (global.wrong) return context.misuse(*global.wrong);
  if (global.version) {
    context.out.line("holdfast " HOLDFAST_VERSION);
    return ExitCode::kDone;
  }
  const auto words = without_help_word(global.rest);
  const bool asks_for_help = global.help || (!words.empty() && words[0] == "help");
  if (asks_for_help || words.empty()) {
    show_overview(context.out);
    return asks_for_help ? ExitCode::kDone : ExitCode::kUsage;
  }
  return run_command(words, context);
}

}  // namespace

ExitCode run_program(const std::vector<std::string>& typed, const Environment& environment) {
  const Global global = take_global(typed);
  Context context{environment, Output(environment.out, environment.err, environment.display),
                  DaemonLink(socket_path(global, environment))};
  const ExitCode code = dispatch(global, context);
  context.out.flush();
  if (context.out.is_whole()) return code;
  context.out.complain(_("not all of the output could be written; is the disk full?"));
  return ExitCode::kNo;
}

}  // namespace holdfast::cli
