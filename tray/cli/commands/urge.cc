#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/help_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"note", "TEXT", N_("a line for yourself, kept on this computer")},
                               kJsonOption};

constexpr const char* kHelp =
    N_("Says that it pulls right now. Naming an urge is a strength and never shortens your streak. "
       "You get something to do instead, and once it has passed, ride counts it.\n\n"
       "  holdfast urge\n"
       "  holdfast urge --note \"after the film\"");

void offer(std::string_view word, const boost::json::object& support, Context& context) {
  const HelpWords* help = help_words(word);
  if (help == nullptr) return;
  // There to be found, and not pushed.
  if (word == "note" || word == "reach_out") return;
  const auto entry = [&](const std::string& text) {
    context.out.entry(_(help->name), help_column(), text);
  };
  if (word == "call") {
    for (const auto& element : list_of(support, "friends")) {
      const auto& one = as_object(element);
      entry(text_of(one, "name") + ", " + text_of(one, "number"));
    }
  } else if (word == "plan") {
    for (const auto& plan : list_of(support, "plans")) entry(as_text(plan));
  } else {
    entry(_(help->advice));
  }
}

// What helps now needs no daemon; what fits best, it knows.
void show_help_now(Context& context) {
  Output& out = context.out;
  out.paragraph(out.styled(Style::kStrong, _("Good that you noticed. You can ride this.")));
  out.line();
  const auto asked = context.daemon.ask("GetSupport");
  const boost::json::object support = asked ? *asked : boost::json::object();
  const boost::json::array now = asked ? list_of(support, "now") : always_there();
  for (const auto& word : now) offer(as_text(word), support, context);
}

ExitCode run(const Arguments& arguments, Context& context) {
  boost::json::object parameters;
  if (const auto note = arguments.value("note")) parameters["note"] = *note;
  const auto reply = context.daemon.ask("ReportUrge", std::move(parameters));
  if (!arguments.has("json")) show_help_now(context);
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
    return ExitCode::kDone;
  }
  const std::string id = std::to_string(number_of(object_of(*reply, "event"), "id"));
  context.out.line();
  context.out.paragraph(fill(_("When it has passed: holdfast ride {1}"), {id}));
  return ExitCode::kDone;
}

}  // namespace

const Command kUrge = {
    "urge", "", N_("it pulls right now: name it, and get through"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
