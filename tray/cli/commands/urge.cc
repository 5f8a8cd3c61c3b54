#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/statement.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"note", "TEXT", "a line for yourself, kept on this computer"},
                               kJsonOption};

constexpr std::string_view kHelp =
    "Says that it pulls right now. Naming an urge is a strength and never shortens your streak. "
    "You "
    "get something to do instead, and once it has passed, ride counts it.\n\n"
    "  holdfast urge\n"
    "  holdfast urge --note \"after the film\"";

constexpr std::size_t kColumn = 11;

void show_plans(Context& context) {
  const auto policy = context.daemon.ask("GetPolicy");
  if (!policy) return;
  const std::string text = text_of(*policy, "text");
  for (const std::string& friend_line : lines_with(text, "support")) {
    context.out.entry("call", kColumn,
                      friend_line.substr(std::string_view("support call ").size()));
  }
  for (const std::string& plan : lines_with(text, "plan")) {
    context.out.entry("your plan", kColumn, plan.substr(std::string_view("plan ").size()));
  }
}

void show_help_now(Context& context) {
  Output& out = context.out;
  out.paragraph(out.styled(Style::kStrong, "Good that you noticed. You can ride this."));
  out.line();
  out.entry("let it pass", kColumn, "nothing has to be done now; a few minutes are enough");
  out.entry("breathe", kColumn, "out slowly, longer than in, for a minute");
  out.entry("5-4-3-2-1", kColumn,
            "five things you see, four you feel, three you hear, two you smell, "
            "one you taste");
  out.entry("move", kColumn, "stairs, a walk, one song");
}

void show_ride(std::int64_t id, Context& context) {
  show_plans(context);
  context.out.line();
  context.out.paragraph("When it has passed: holdfast ride " + std::to_string(id));
}

ExitCode run(const Arguments& arguments, Context& context) {
  boost::json::object parameters;
  if (const auto note = arguments.value("note")) parameters["note"] = *note;
  const auto reply = context.daemon.ask("ReportUrge", std::move(parameters));
  // What helps now needs no daemon.
  if (!arguments.has("json")) show_help_now(context);
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    show_ride(number_of(object_of(*reply, "event"), "id"), context);
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kUrge = {"urge", "", "it pulls right now: name it, and get through", kHelp, kOptions,
                       {},     run};

}  // namespace holdfast::cli
