#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/partner_view.h"
#include "tray/cli/prompt.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"yes", "", N_("do not ask; for scripts")}, kJsonOption};

constexpr const char* kHelp = N_(
    "Your friend told you that they want no more mail. Nothing is sent to them from then on, and "
    "to go on they have to be invited and to agree again. If it is you who wants to tell them "
    "less, that is a loosening: holdfast unblock partner\n\n"
    "  holdfast partner stopped");

ExitCode run(const Arguments& arguments, Context& context) {
  const auto partner = context.daemon.ask("GetPartner");
  if (!partner) return context.fail(partner.error(), arguments);
  const std::string name = friend_words(*partner);
  if (!arguments.has("yes")) {
    if (!context.can_ask()) {
      return context.misuse(_("this asks before it stops; in a script, say --yes"));
    }
    context.out.paragraph(
        fill(_("This is for when {1} told you that they want no more mail. No summary and no alert "
               "goes to them then. What is blocked stays blocked. To go on, they have to be "
               "invited and to agree again."),
             {name}));
    const auto goes_on = ask_yes_no(fill(_("Did {1} ask for it?"), {name}), context);
    if (goes_on != YesNo::kYes) {
      context.out.line(_("Nothing was changed."));
      return ExitCode::kNo;
    }
  }
  const auto reply = context.daemon.ask("PartnerStopped");
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    context.out.paragraph(
        fill(_("From now on nothing goes to {1}; somebody else can be named: holdfast partner "
               "--help"),
             {name}));
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kPartnerStopped = {
    "partner stopped", "", N_("the friend wants no more mail"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
