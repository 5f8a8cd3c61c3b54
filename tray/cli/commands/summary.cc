#include <optional>
#include <string>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/letter.h"
#include "tray/cli/partner_view.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {
    {"week", "DATE", N_("the week that holds this day, as 2026-03-12")},
    {"preview", "", N_("print the whole mail, byte for byte, and nothing else")},
    {"now", "", N_("as it goes when it is sent now, with the days up to yesterday")},
    {"send", "", N_("send it now, and show it before")},
    kJsonOption,
};

constexpr const char* kHelp = N_(
    "Shows what your friend reads in the next weekly mail, and when it goes. It is made anew when "
    "it goes, so it may have more in it then.\n\n"
    "  holdfast summary\n"
    "  holdfast summary --week 2026-03-02\n"
    "  holdfast summary --preview > summary.eml");

// The lines of a letter have their length already, and their blanks mean something.
void show_text(std::string_view text, Context& context) {
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    while (line.ends_with(' ')) line.remove_suffix(1);
    if (display_width(line) + 2 <= kWidth) {
      context.out.line(line.empty() ? "" : "  " + std::string(line));
    } else {
      context.out.paragraph(line, 2);
    }
  }
}

std::string when_words(const boost::json::object& partner, Context& context) {
  const std::string name = friend_words(partner);
  if (name.empty()) {
    return _("It goes to nobody: no partner is named. More: holdfast partner --help");
  }
  const std::string consent = text_of(partner, "consent");
  if (consent == "stopped") return fill(_("It does not go: {1} wants no mail."), {name});
  if (consent != "agreed") {
    return fill(_("It does not go before {1} has agreed. What to do next: holdfast partner"),
                {name});
  }
  const auto next = parse_time(text_of(partner, "next_summary"));
  if (!next) {
    return fill(_("By itself it does not go. To send it to {1}: holdfast summary --send"), {name});
  }
  return fill(_("It goes to {1} {2}, made anew then. Byte for byte: holdfast summary --preview"),
              {name, moment_words(*next, context.now())});
}

ExitCode preview(boost::json::object parameters, const Arguments& arguments, Context& context) {
  const bool is_next = parameters.empty();
  const auto reply = context.daemon.ask("PreviewSummary", std::move(parameters));
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else if (arguments.has("preview")) {
    const auto* message = reply->if_contains("message");
    if (message != nullptr && message->is_string()) {
      context.out.raw(std::string_view(message->get_string()));
    }
  } else {
    context.out.paragraph(context.out.styled(Style::kStrong, text_of(*reply, "subject")));
    context.out.line();
    show_text(text_of(*reply, "text"), context);
    if (!is_next) return ExitCode::kDone;
    if (const auto partner = context.daemon.ask("GetPartner")) {
      context.out.line();
      context.out.paragraph(when_words(*partner, context));
    }
  }
  return ExitCode::kDone;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto week = arguments.value("week");
  if (arguments.has("send")) {
    if (week || arguments.has("preview") || arguments.has("now")) {
      return context.misuse(_("--send sends the next summary; it goes with no other option"));
    }
    // Just what is shown here goes.
    const auto shown = context.daemon.ask("PreviewSummary", {{"now", true}});
    if (shown && !arguments.has("json")) {
      context.out.paragraph(context.out.styled(Style::kStrong, text_of(*shown, "subject")));
      context.out.line();
      show_text(text_of(*shown, "text"), context);
      context.out.line();
    }
    return report_letter(context.daemon.ask("SendSummary"), _("It went."), arguments, context);
  }
  boost::json::object parameters;
  if (week && arguments.has("now")) {
    return context.misuse(_("--week shows a week, --now what would be sent: one of the two"));
  }
  if (arguments.has("now")) parameters["now"] = true;
  if (week) {
    constexpr std::size_t kDateLength = 10;
    if (week->size() != kDateLength || !parse_time(*week + "T12:00:00Z")) {
      return context.misuse(_("--week needs a day of it, for example: --week 2026-03-12"));
    }
    parameters["week"] = *week;
  }
  return preview(std::move(parameters), arguments, context);
}

}  // namespace

const Command kSummary = {"summary", "", N_("what the friend reads once a week"), kHelp, kOptions,
                          {},        run};

}  // namespace holdfast::cli
