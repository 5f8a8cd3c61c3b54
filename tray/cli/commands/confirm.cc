#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/number.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "Lets a waiting edit happen, once its wait is over and the calm window is open. The ID is the "
    "number that pending shows.\n\n"
    "  holdfast confirm 3");

ExitCode run(const Arguments& arguments, Context& context) {
  const auto id = parse_id(arguments.words()[0]);
  if (!id) return context.misuse(_("the ID is a number; see: holdfast pending"));
  return report_edit(context.daemon.ask("Confirm", {{"id", *id}}), arguments, context);
}

}  // namespace

const Command kConfirm = {"confirm", "ID", N_("let a waiting edit happen"), kHelp, kOptions,
                          {1, 1},    run};

}  // namespace holdfast::cli
