#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp =
    N_("Names the rule and the layers that keep a host or a link out of reach. The exit code is 0 "
       "when "
       "it is blocked and 1 when it is not.\n\n"
       "  holdfast why cdn.example.org\n"
       "  holdfast why https://www.instagram.com/her.name/");

void show(const boost::json::object& answer, Context& context) {
  Output& out = context.out;
  const bool is_blocked = is_true(answer, "blocked");
  const std::size_t column = column_of({_("rule"), _("held by"), _("until")}, 7);
  const std::string because = capitalised(text_of(answer, "because"));
  out.paragraph(out.styled(Style::kStrong, is_blocked ? _("Blocked.") : _("Not blocked.")) + " " +
                because);
  if (const auto rule = text_of(answer, "statement"); !rule.empty())
    out.entry(_("rule"), column, rule);
  if (!is_blocked) return;
  const std::string layers = layers_words(list_of(answer, "layers"));
  out.entry(_("held by"), column,
            layers.empty() ? _("no layer now; see: holdfast doctor") : layers);
  if (const auto ends = parse_time(text_of(answer, "ends"))) {
    out.entry(_("until"), column, moment_words(*ends, context.now()));
  }
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto reply = context.daemon.ask("Why", {{"query", arguments.words()[0]}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    show(*reply, context);
  }
  return is_true(*reply, "blocked") ? ExitCode::kDone : ExitCode::kNo;
}

}  // namespace

const Command kWhy = {
    "why", "HOST-OR-URL", N_("which rule and layer answer for it"), kHelp, kOptions, {1, 1}, run};

}  // namespace holdfast::cli
