#include <algorithm>
#include <optional>
#include <string>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/secret.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp = N_(
    "With a code from your friend's authenticator one loosening is taken at once, under a lock or "
    "without the wait. Without a CODE it asks for one, and shows nothing of it. There are five "
    "tries an hour.\n\n"
    "  holdfast unlock 123 456\n"
    "  holdfast unblock example.org");

// Only the digits; nothing when there is something else. A mistyped one is not worth a try.
std::optional<std::string> digits_of(std::string_view typed) {
  std::string digits;
  for (const char c : typed) {
    if (c == ' ' || c == '\t') continue;
    if (c < '0' || c > '9') return std::nullopt;
    digits += c;
  }
  constexpr std::size_t kDigits = 6;
  return digits.size() == kDigits ? std::optional(digits) : std::nullopt;
}

ExitCode run(const Arguments& arguments, Context& context) {
  std::string typed;
  for (const std::string& word : arguments.words()) typed += word;
  if (typed.empty() && context.can_ask() && !arguments.has("json")) {
    const auto answer = ask_secret(_("The code that your friend tells you (not shown):"), context);
    if (!answer) return ExitCode::kNo;
    typed = *answer;
  }
  const auto code = digits_of(typed);
  if (!code) {
    return context.misuse(
        _("a code is six digits, from your friend's authenticator, for example: "
          "holdfast unlock 123 456"));
  }
  const auto reply = context.daemon.ask("Unlock", {{"code", *code}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
    return ExitCode::kDone;
  }
  const auto until = parse_time(text_of(*reply, "until"));
  context.out.paragraph(
      fill(_("It fits. One loosening is taken at once until {1}. Say which: holdfast unblock "
             "TARGET"),
           {until ? moment_words(*until, context.now()) : "?"}));
  return ExitCode::kDone;
}

}  // namespace

const Command kUnlock = {
    "unlock",        "[CODE]", N_("one loosening at once, by your friend's code"), kHelp, kOptions,
    {0, kAnyNumber}, run,
};

}  // namespace holdfast::cli
