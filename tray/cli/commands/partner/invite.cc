#include "tray/cli/commands.h"
#include "tray/cli/letter.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "Asks your friend by mail. It says what they will see and what they will not, how to stop it, "
    "and a word. When they tell you that word, they have agreed. Nothing else is sent before.\n\n"
    "  holdfast partner invite");

ExitCode run(const Arguments& arguments, Context& context) {
  return report_letter(
      context.daemon.ask("InvitePartner"),
      _("The invitation went. A word stands in it; once your friend tells it to you: holdfast "
        "partner agreed WORD"),
      arguments, context);
}

}  // namespace

const Command kPartnerInvite = {
    "partner invite", "", N_("ask the friend by mail"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
