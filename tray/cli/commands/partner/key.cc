#include <optional>
#include <string>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/partner_view.h"
#include "tray/cli/prompt.h"
#include "tray/cli/qr.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {{"yes", "", N_("do not ask; for scripts")}, kJsonOption};
// xterm's other screen, of which nothing can be scrolled back to; where there is none, the only one
// is cleared (console_codes(4)).
constexpr std::string_view kOtherScreen = "\033[?1049h\033[2J\033[H";
constexpr std::string_view kBack = "\033[2J\033[H\033[?1049l";

constexpr const char* kHelp = N_(
    "Makes a key for your friend's authenticator app, and shows it this once. With a code from it, "
    "told by them, one loosening is taken at once, under a lock or without the wait: holdfast "
    "unlock CODE. Let them scan it themselves, with their own phone: it helps only as long as you "
    "cannot read it. It takes the place of an older key.\n\n"
    "  holdfast partner key");

// What an otpauth URI calls `secret`.
std::string secret_of(const std::string& uri) {
  constexpr std::string_view kName = "secret=";
  std::size_t at = uri.find_first_of("?&");
  while (at != std::string::npos) {
    if (uri.compare(at + 1, kName.size(), kName) == 0) {
      at += 1 + kName.size();
      return uri.substr(at, uri.find('&', at) - at);
    }
    at = uri.find('&', at + 1);
  }
  return {};
}

// Whether it is to be made, after what it is has been said.
bool is_meant(const boost::json::object& partner, Context& context) {
  const std::string name = friend_words(partner);
  context.out.paragraph(
      fill(_("The key is for {1}'s authenticator app. With a code from it, told by them, one "
             "loosening is taken at once, under a lock or without the wait. It is shown this "
             "once, and should be on their phone and on nothing of yours."),
           {name}));
  if (parse_time(text_of(partner, "key_counts_from"))) {
    context.out.paragraph(_("The key that they have now stops counting."));
  }
  return ask_yes_no(fill(_("Is {1} beside you, with the phone at hand?"), {name}), context) ==
         YesNo::kYes;
}

void show(const boost::json::object& reply, Context& context) {
  Output& out = context.out;
  const std::string uri = text_of(reply, "uri");
  // Black on white however colours are wished for: a phone reads nothing else.
  const bool is_screen = context.can_ask() && context.environment.variable("TERM") != "dumb";
  const auto code =
      context.environment.display.signs == Display::Signs::kUnicode ? qr_code(uri) : std::nullopt;
  const std::string letters = in_fours(secret_of(uri));
  if (is_screen) out.raw(kOtherScreen);
  if (code) out.raw(qr_text(*code, is_screen ? QrColours::kBlackOnWhite : QrColours::kNone));
  const std::string typed =
      fill(code ? _("Or typed in: {1}") : _("To be typed in: {1}"), {letters});
  if (is_screen) {
    // All on one line: with the code it fills a screen of 24.
    (void)ask_line(fill(_("{1} (Enter ends it)"), {typed}), context);
    out.raw(kBack);
  } else {
    out.paragraph(typed);
  }
  if (const auto from = parse_time(text_of(reply, "counts_from"))) {
    out.paragraph(fill(_("The key counts from {1} on. A code of it goes in by: holdfast unlock "
                         "CODE"),
                       {moment_words(*from, context.now())}));
  }
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto partner = context.daemon.ask("GetPartner");
  if (!partner) return context.fail(partner.error(), arguments);
  if (!arguments.has("yes")) {
    if (!context.can_ask()) {
      return context.misuse(_("a key is shown once, on a terminal; in a script, say --yes"));
    }
    if (!is_meant(*partner, context)) {
      context.out.line(_("Then another time. Nothing was changed."));
      return ExitCode::kNo;
    }
  }
  const auto reply = context.daemon.ask("MakePartnerKey");
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    show(*reply, context);
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kPartnerKey = {
    "partner key", "", N_("a key for the friend's own authenticator"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
