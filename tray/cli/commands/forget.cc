#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/prompt.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"yes-really", "", N_("do not ask; for scripts")}, kJsonOption};
constexpr std::string_view kWords = "forget everything";

constexpr const char* kHelp = N_(
    "Erases all that Holdfast has recorded about you: events, notes, the streak. It cannot be "
    "undone. What is blocked stays blocked. To keep a copy first: holdfast export > holdfast.json");

bool is_meant(const Arguments& arguments, Context& context) {
  if (arguments.has("yes-really")) return true;
  context.out.paragraph(_(
      "This erases every event, note and day that Holdfast has recorded, for good. What is blocked "
      "stays blocked. A copy first? holdfast export > holdfast.json"));
  const auto typed = ask_line(_("To go on, type \"forget everything\":"), context);
  return typed && (*typed == kWords || *typed == _("forget everything"));
}

ExitCode run(const Arguments& arguments, Context& context) {
  if (!context.can_ask() && !arguments.has("yes-really")) {
    return context.misuse(_("this asks before it erases; in a script, say --yes-really"));
  }
  if (!is_meant(arguments, context)) {
    context.out.line(_("Nothing was erased."));
    return ExitCode::kNo;
  }
  const auto reply = context.daemon.ask("Forget", {{"confirm", kWords}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    context.out.line(_("Everything recorded is erased."));
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kForget = {"forget", "", N_("erase everything that was recorded"), kHelp, kOptions,
                         {},       run};

}  // namespace holdfast::cli
