#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/log_view.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"json", "", N_("print one JSON object a line")}};

constexpr const char* kHelp =
    N_("Shows events as they happen, from now on, until you stop it with Ctrl-C.");

ExitCode run(const Arguments& arguments, Context& context) {
  LogView view(context);
  const auto end = context.daemon.follow("Watch", {}, [&](const boost::json::object& reply) {
    const boost::json::object& event = object_of(reply, "event");
    if (arguments.has("json")) {
      context.out.json(event);
    } else {
      view.show(event);
    }
    context.out.flush();
    return context.out.is_whole();
  });
  return end ? ExitCode::kDone : context.fail(end.error(), arguments);
}

}  // namespace

const Command kWatch = {"watch", "", N_("events as they happen"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
