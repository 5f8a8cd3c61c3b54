#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/partner_view.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "Your friend agreed: the word is the one in the invitation, as they told it to you. From then "
    "on the summaries go.\n\n"
    "  holdfast partner agreed WORD");

void show(Context& context) {
  const auto partner = context.daemon.ask("GetPartner");
  if (!partner) return context.out.line(_("That is the word. They are with you now."));
  context.out.paragraph(
      fill(_("That is the word. {1} is with you now."), {friend_words(*partner)}));
  if (const auto next = parse_time(text_of(*partner, "next_summary"))) {
    context.out.paragraph(fill(_("The first summary goes {1}. To read it before: holdfast summary"),
                               {moment_words(*next, context.now())}));
  }
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto reply = context.daemon.ask("PartnerAgreed", {{"word", arguments.words()[0]}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    show(context);
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kPartnerAgreed = {
    "partner agreed", "WORD", N_("the friend told you the word: yes"), kHelp, kOptions, {1, 1}, run,
};

}  // namespace holdfast::cli
