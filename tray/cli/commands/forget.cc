#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/prompt.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"yes-really", "", "do not ask; for scripts"}, kJsonOption};
constexpr std::string_view kWords = "forget everything";

constexpr std::string_view kHelp =
    "Erases all that Holdfast has recorded about you: events, notes, the streak. It cannot be "
    "undone. What is blocked stays blocked. To keep a copy first: holdfast export > holdfast.json";

bool is_meant(const Arguments& arguments, Context& context) {
  if (arguments.has("yes-really")) return true;
  context.out.paragraph(
      "This erases every event, note and day that Holdfast has recorded, for good. What is blocked "
      "stays blocked. A copy first? holdfast export > holdfast.json");
  return ask_line("To go on, type \"forget everything\":", context) == kWords;
}

ExitCode run(const Arguments& arguments, Context& context) {
  if (!context.can_ask() && !arguments.has("yes-really")) {
    return context.misuse("this asks before it erases; in a script, say --yes-really");
  }
  if (!is_meant(arguments, context)) {
    context.out.line("Nothing was erased.");
    return ExitCode::kNo;
  }
  const auto reply = context.daemon.ask("Forget", {{"confirm", kWords}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    context.out.line("Everything recorded is erased.");
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kForget = {"forget", "", "erase everything that was recorded", kHelp, kOptions,
                         {},       run};

}  // namespace holdfast::cli
