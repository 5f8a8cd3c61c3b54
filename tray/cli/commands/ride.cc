#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/help_words.h"
#include "tray/cli/number.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {
    {"helped", "WORD",
     N_("with what: let_it_pass, breathe, ground, move, soothe, call, plan, "
        "note or reach_out")},
    kJsonOption,
};

constexpr const char* kHelp =
    N_("Says that an urge has passed without contact, and counts it as the strength it is. Without "
       "an ID it is the newest open urge; status and log show the numbers. What helped is "
       "remembered, and offered first the next time.\n\n"
       "  holdfast ride\n"
       "  holdfast ride 43 --helped move");

// The newest open urge; 0 when there is none.
Asked<std::int64_t> newest_urge(Context& context) {
  const auto status = context.daemon.ask("GetStatus");
  if (!status) return status.error();
  std::int64_t newest = 0;
  for (const auto& urge : list_of(*status, "open_urges")) {
    newest = std::max(newest, number_of(as_object(urge), "id"));
  }
  return newest;
}

ExitCode ride(std::int64_t id, const Arguments& arguments, Context& context) {
  boost::json::object parameters{{"id", id}};
  if (const auto helped = arguments.value("helped")) parameters["helped"] = *helped;
  const auto reply = context.daemon.ask("RideOut", std::move(parameters));
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    context.out.line(_("Ridden out. That is strength, and it counts."));
  }
  return ExitCode::kDone;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto helped = arguments.value("helped");
  if (helped && help_words(*helped) == nullptr) {
    return context.misuse(fill(_("--helped takes one of: {1}"), {all_help_words()}));
  }
  if (!arguments.words().empty()) {
    const auto id = parse_id(arguments.words()[0]);
    if (!id) return context.misuse(_("the ID is a number; see: holdfast status"));
    return ride(*id, arguments, context);
  }
  const auto newest = newest_urge(context);
  if (!newest) return context.fail(newest.error(), arguments);
  if (*newest > 0) return ride(*newest, arguments, context);
  context.out.complain(_("no urge is open, which is good news; to name one: holdfast urge"));
  return ExitCode::kNo;
}

}  // namespace

const Command kRide = {"ride", "[ID]", N_("an urge has passed without contact"), kHelp, kOptions,
                       {0, 1}, run};

}  // namespace holdfast::cli
