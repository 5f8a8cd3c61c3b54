#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/prompt.h"
#include "tray/cli/setup_answers.h"
#include "tray/cli/statement.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr const char* kHelp =
    N_("Four calm steps: the profile, how much and for how long, a friend, a plan. It shows what "
       "would be held and arms nothing before your yes. It needs a terminal; these do the same:\n\n"
       "  holdfast block LINK [scope profile] [for 90d]\n"
       "  holdfast support call \"NAME\" tel:+NUMBER\n"
       "  holdfast plan \"If ..., then ...\"");

/// What has been decided so far; nothing of it is known to the daemon yet.
using Statements = std::vector<std::string>;

Asked<boost::json::object> tried(const Statements& statements, Context& context) {
  boost::json::array lines(statements.begin(), statements.end());
  return context.daemon.ask("Edit", {{"statements", std::move(lines)}, {"dry_run", true}});
}

/// Whether the daemon would take it. What it says against it is shown.
bool is_good(const std::optional<std::string>& statement, Context& context) {
  if (!statement) {
    context.out.paragraph(_("A line break or a control character cannot stand in the policy."), 2);
    return false;
  }
  const auto reply = tried({*statement}, context);
  if (!reply) context.out.paragraph(reply.error().text, 2);
  return reply.has_value();
}

void show_step(int number, const char* title, Context& context) {
  context.out.line();
  context.out.line(context.out.styled(Style::kStrong,
                                      fill(_("{1} of 4: {2}"), {std::to_string(number), title})));
}

/// `block TARGET`; nothing at the end of the input.
std::optional<std::string> ask_target(Context& context) {
  show_step(1, _("What hurts to look at"), context);
  context.out.paragraph(_(
      "Paste the link of the profile, as it stands in the browser. A site, a network or tel: with "
      "a number will do as well."));
  while (const auto link = ask_line(">", context)) {
    if (link->empty()) continue;
    auto statement = to_statement("block", {*link});
    if (is_good(statement, context)) return statement;
  }
  return std::nullopt;
}

/// Adds the scope, where there is a choice; false at the end of the input.
bool ask_scope(std::string& statement, Context& context) {
  // Only a profile can be held alone, and the daemon knows what is one.
  if (!tried({statement + " scope profile"}, context)) return true;
  context.out.paragraph(
      _("The whole service, in every program, is what holds best. Only the profile leaves the rest "
        "of the service usable, and works in managed browsers alone."));
  const auto whole = ask_yes_no(_("The whole service?"), context);
  if (!whole) return false;
  if (*whole == YesNo::kNo) statement += " scope profile";
  return true;
}

/// Adds the end; false at the end of the input.
bool ask_end(std::string& statement, Context& context) {
  context.out.paragraph(
      _("For how long? 30d, 90d or a date such as 2027-03-01; Enter alone means without an end. It "
        "can be made longer at any time, and shorter only after a wait."));
  while (const auto typed = ask_line(">", context)) {
    const std::string words = end_words(*typed);
    const std::string whole = words.empty() ? statement : statement + " " + words;
    if (!is_good(whole, context)) continue;
    statement = whole;
    return true;
  }
  return false;
}

/// `support call NAME NUMBER`, an empty text when it was skipped; nothing at the end of the input.
std::optional<std::string> ask_friend(Context& context) {
  show_step(3, _("A friend"), context);
  context.out.paragraph(
      _("Who understands, and may be called when it pulls? Their name, or Enter to leave it for "
        "now."));
  const auto name = ask_line(">", context);
  if (!name || name->empty()) return name;
  while (const auto typed =
             ask_line(_("Their number, with the country's code (+49 170 1234567):"), context)) {
    if (typed->empty()) return std::string();
    const auto number = phone_words(*typed);
    if (!number) {
      context.out.paragraph(_("That is no number with a country's code; Enter leaves it."), 2);
      continue;
    }
    auto statement = to_statement("support", {"call", *name, *number});
    if (is_good(statement, context)) return statement;
  }
  return std::nullopt;
}

/// `plan TEXT`, an empty text when it was skipped; nothing at the end of the input.
std::optional<std::string> ask_plan(Context& context) {
  show_step(4, _("A plan"), context);
  context.out.paragraph(
      _("One sentence for a hard moment, written now that it is calm: If I open the laptop after "
        "ten, then I put on my shoes and walk. Yours, or Enter to leave it for now."));
  while (const auto text = ask_line(">", context)) {
    if (text->empty()) return text;
    auto statement = to_statement("plan", {*text});
    if (is_good(statement, context)) return statement;
  }
  return std::nullopt;
}

/// Nothing at the end of the input.
std::optional<Statements> ask_all(Context& context) {
  auto block = ask_target(context);
  if (!block) return std::nullopt;
  show_step(2, _("How much, and for how long"), context);
  if (!ask_scope(*block, context) || !ask_end(*block, context)) return std::nullopt;
  Statements statements = {*block};
  for (const auto ask : {ask_friend, ask_plan}) {
    const auto statement = ask(context);
    if (!statement) return std::nullopt;
    if (!statement->empty()) statements.push_back(*statement);
  }
  return statements;
}

ExitCode change_nothing(Context& context) {
  context.out.line();
  context.out.line(_("Nothing was changed. Come back whenever you like."));
  return ExitCode::kNo;
}

ExitCode arm(const Statements& statements, const Arguments& arguments, Context& context) {
  boost::json::array lines(statements.begin(), statements.end());
  const auto reply = context.daemon.ask("Edit", {{"statements", std::move(lines)}});
  context.out.line();
  const ExitCode code = report_edit(reply, arguments, context);
  if (code != ExitCode::kDone) return code;
  context.out.line();
  context.out.paragraph(
      _("It holds. From here on the days count. A mistake? holdfast unblock takes it back within "
        "ten minutes. How it is going: holdfast status"));
  return code;
}

ExitCode run(const Arguments& arguments, Context& context) {
  // Before anybody answers four questions in vain.
  const auto status = context.daemon.ask("GetStatus");
  if (!status) return context.fail(status.error(), arguments);
  if (!context.can_ask()) {
    return context.misuse(
        _("this asks four questions, and here is no terminal to ask them on; these do the same: "
          "holdfast block LINK, holdfast support call \"NAME\" tel:+NUMBER, holdfast plan \"If "
          "..., then ...\""));
  }
  context.out.paragraph(
      _("Four calm steps. Nothing is armed before you have seen it and said yes; Ctrl+D leaves at "
        "any time."));
  if (number_of(*status, "rules") > 0) {
    context.out.paragraph(_("What you hold already stays as it is; this is added to it."));
  }
  const auto statements = ask_all(context);
  if (!statements) return change_nothing(context);
  const auto plan = tried(*statements, context);
  if (!plan) return context.fail(plan.error(), arguments);
  context.out.line();
  for (const std::string& statement : *statements) context.out.paragraph("  " + statement, 0, 4);
  context.out.line();
  (void)report_edit(plan, arguments, context);
  context.out.line();
  const auto goes_on = ask_yes_no(_("Arm it now?"), context);
  if (goes_on != YesNo::kYes) return change_nothing(context);
  return arm(*statements, arguments, context);
}

}  // namespace

const Command kSetup = {"setup", "", N_("the first steps, asked calmly one by one"), kHelp, {},
                        {},      run};

}  // namespace holdfast::cli
