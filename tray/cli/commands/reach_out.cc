#include <array>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/number.h"
#include "tray/cli/prompt.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {
    {"purpose", "TEXT", N_("what it is for: children, court, belongings")},
    {"minutes", "NUMBER", N_("how long the window stays open; 15 unless said")},
    {"yes", "", N_("the checklist is answered already; for scripts")},
    kJsonOption,
};
constexpr std::int64_t kUsualMinutes = 15;

constexpr const char* kHelp = N_(
    "For contact that has to be: children, court, belongings. It goes through a short checklist, "
    "waits half an hour, opens the target for the time you ask, and closes by itself. It is "
    "recorded and is no slip.\n\n"
    "  holdfast reach-out whatsapp.com\n"
    "  holdfast reach-out whatsapp.com --purpose children --minutes 15 --yes");

constexpr std::array<const char*, 5> kChecklist = {
    N_("Am I writing to feel better, more than to say something that is needed?"),
    N_("Did I write lately, and got no answer?"),
    N_("Is it fear that pushes me right now?"),
    N_("Do I hope that they will reassure me, or come back?"),
    // The only one where a no is the reason to wait.
    N_("Is everything as it was the last time I wanted to write?"),
};

enum class Verdict { kGoOn, kWait, kNoAnswer };

Verdict go_through_checklist(Context& context) {
  context.out.paragraph(_("Before you do: five honest questions."));
  context.out.line();
  for (const char* question : kChecklist) {
    const auto answer = ask_yes_no(_(question), context);
    if (!answer) return Verdict::kNoAnswer;
    if (*answer == YesNo::kYes) return Verdict::kWait;
  }
  return Verdict::kGoOn;
}

ExitCode wait_instead(Context& context) {
  context.out.line();
  context.out.paragraph(
      _("Then let it wait. That yes is the pull speaking, and it passes; if something truly has to "
        "be "
        "said, it can be said tomorrow as well. Nothing was opened."));
  context.out.paragraph(_("For right now: holdfast urge"));
  return ExitCode::kNo;
}

void show(const boost::json::object& allowance, Context& context) {
  const auto opens = parse_time(text_of(allowance, "opens"));
  const auto closes = parse_time(text_of(allowance, "closes"));
  if (opens && closes) {
    context.out.paragraph(
        fill(_("The window opens {1} ({2}) and closes by itself {3}."),
             {moment_words(*opens, context.now()), distance_words(*opens, context.now()),
              moment_words(*closes, context.now())}));
  }
  context.out.paragraph(
      _("Keep it brief and neutral, one topic, no feelings in it. Let a friend read it first. Any "
        "answer, or none, is all right."));
}

ExitCode ask_allowance(boost::json::object parameters, const Arguments& arguments,
                       Context& context) {
  const auto reply = context.daemon.ask("AskAllowance", std::move(parameters));
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    show(object_of(*reply, "allowance"), context);
  }
  return ExitCode::kPending;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto minutes = parse_id(arguments.value("minutes").value_or(std::to_string(kUsualMinutes)));
  if (!minutes) return context.misuse(_("--minutes needs a number from 1"));
  if (!arguments.has("yes")) {
    if (!context.can_ask()) {
      return context.misuse(
          _("this asks five questions first; in a script, say --yes and --purpose"));
    }
    const Verdict verdict = go_through_checklist(context);
    if (verdict == Verdict::kWait) return wait_instead(context);
    if (verdict == Verdict::kNoAnswer) return ExitCode::kNo;
  }
  auto purpose = arguments.value("purpose");
  if (!purpose && context.can_ask()) {
    purpose = ask_line(_("What is it for (children, court, belongings)?"), context);
  }
  if (!purpose || purpose->empty()) {
    return context.misuse(_("say what it is for, for example: --purpose children"));
  }
  return ask_allowance(
      {{"target", arguments.words()[0]}, {"purpose", *purpose}, {"minutes", *minutes}}, arguments,
      context);
}

}  // namespace

const Command kReachOut = {
    "reach-out", "TARGET", N_("contact that has to be: checklist, wait, window"), kHelp, kOptions,
    {1, 1},      run,
};

}  // namespace holdfast::cli
