#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp =
    N_("Says why something was changed from outside: an update, another program, a repair. Said "
       "within ten minutes, your friend gets no alert about it. Your words stay on this "
       "computer.\n\n"
       "  holdfast explain \"I put a new kernel in\"");

ExitCode run(const Arguments& arguments, Context& context) {
  std::string text;
  for (const std::string& word : arguments.words()) text += (text.empty() ? "" : " ") + word;
  const auto reply = context.daemon.ask("Explain", {{"text", text}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
  } else {
    context.out.paragraph(text_of(object_of(*reply, "event"), "text"));
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kExplain = {
    "explain",       "TEXT", N_("say why something was changed from outside"), kHelp, kOptions,
    {1, kAnyNumber}, run,
};

}  // namespace holdfast::cli
