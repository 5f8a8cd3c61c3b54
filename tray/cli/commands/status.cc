#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/status_view.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "Shows how it is going: the days, what is out of reach, today's urges, every layer that holds, "
    "what waits, and what needs a look.");

ExitCode run(const Arguments& arguments, Context& context) {
  const auto reply = context.daemon.ask("GetStatus");
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    const auto support = context.daemon.ask("GetSupport");
    show_status(*reply, support ? *support : boost::json::object(), context);
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kStatus = {"status", "", N_("how it is going"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
