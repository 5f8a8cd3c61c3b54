#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "Shows what waits: edits that block less, with the time from which each can be confirmed, and "
    "windows of necessary contact.");

void show_allowance(const boost::json::object& allowance, Context& context) {
  const auto opens = parse_time(text_of(allowance, "opens"));
  const auto closes = parse_time(text_of(allowance, "closes"));
  const bool is_open = text_of(allowance, "state") == "open";
  std::string when;
  if (is_open && closes) when = fill(_("open, closes {1}"), {moment_words(*closes, context.now())});
  if (!is_open && opens) when = fill(_("opens {1}"), {moment_words(*opens, context.now())});
  context.out.entry("#" + std::to_string(number_of(allowance, "id")), 4,
                    fill(_("{1} for {2}: {3}"),
                         {text_of(allowance, "target"), text_of(allowance, "purpose"), when}));
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto reply = context.daemon.ask("ListPending");
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
    return ExitCode::kDone;
  }
  const auto& pending = list_of(*reply, "pending");
  const auto& allowances = list_of(*reply, "allowances");
  for (const auto& one : pending) show_pending(as_object(one), context);
  if (!allowances.empty()) context.out.line(_("Necessary contact"));
  for (const auto& one : allowances) show_allowance(as_object(one), context);
  if (pending.empty() && allowances.empty()) context.out.line(_("Nothing waits."));
  return ExitCode::kDone;
}

}  // namespace

const Command kPending = {"pending", "", N_("what waits to be confirmed"), kHelp, kOptions,
                          {},        run};

}  // namespace holdfast::cli
