#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/number.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp =
    N_("Takes a waiting edit back, so that what is held stays held. It needs no wait.\n\n"
       "  holdfast cancel 3");

ExitCode run(const Arguments& arguments, Context& context) {
  const auto id = parse_id(arguments.words()[0]);
  if (!id) return context.misuse(_("the ID is a number; see: holdfast pending"));
  const auto reply = context.daemon.ask("Cancel", {{"id", *id}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    context.out.line(_("Taken back. What was held stays held. Well chosen."));
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kCancel = {"cancel", "ID", N_("take a waiting edit back"), kHelp, kOptions,
                         {1, 1},   run};

}  // namespace holdfast::cli
