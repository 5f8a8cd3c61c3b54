#include "tray/cli/commands.h"
#include "tray/cli/letter.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "Sends a letter to yourself by your mail account, and says what became of it. It waits for "
    "that up to 45 seconds. The exit code is 0 when it went, 1 when it was refused, and 5 when it "
    "is tried again.\n\n"
    "  holdfast partner test");

ExitCode run(const Arguments& arguments, Context& context) {
  return report_letter(context.daemon.ask("SendTestMail"),
                       _("It went. Look into your inbox, and if it is not there, among the spam."),
                       arguments, context);
}

}  // namespace

const Command kPartnerTest = {
    "partner test", "", N_("send a letter to yourself"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
