#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"when", "TIME", N_("when it was: 2h, 21:30, \"yesterday 21:30\"")},
                               kJsonOption};

constexpr const char* kHelp = N_(
    "Says that contact happened. Only you can say so; nothing that Holdfast sees ever does. Your "
    "days and your best run stay, and for 24 hours support is closer.\n\n"
    "  holdfast slip\n"
    "  holdfast slip --when \"yesterday 21:30\"");

void show(const boost::json::object& streak, Context& context) {
  Output& out = context.out;
  out.paragraph(
      out.styled(Style::kStrong, _("Thank you for being honest. Nothing you built is gone.")));
  if (const auto total = number_of(streak, "total_days"); total > 0) {
    out.paragraph(fill(ngettext("{1} day without contact still counts, and your best run is {2}.",
                                "{1} days without contact still count, and your best run is {2}.",
                                static_cast<unsigned long>(total)),
                       {std::to_string(total), days_words(number_of(streak, "best_days"))}));
  }
  out.line();
  std::string text;
  if (const auto until = parse_time(text_of(streak, "closer_support_until"))) {
    text = fill(_("The next hours are the tender ones, until {1}."),
                {moment_words(*until, context.now())});
    text += " ";
  }
  out.paragraph(text +
                _("Speak to yourself as you would to a hurting friend, and keep it small: water, a "
                  "walk, one call. When it pulls: holdfast urge"));
}

ExitCode run(const Arguments& arguments, Context& context) {
  boost::json::object parameters;
  if (const auto when = arguments.value("when")) {
    const auto at = parse_past(*when, context.now());
    if (!at) return context.misuse(past_hint(*when));
    parameters["when"] = to_rfc3339(*at);
  }
  const auto reply = context.daemon.ask("ReportSlip", std::move(parameters));
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    show(object_of(*reply, "streak"), context);
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kSlip = {"slip", "", N_("contact happened; say so, without blame"), kHelp, kOptions,
                       {},     run};

}  // namespace holdfast::cli
