#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/promises.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kJsonOption};

constexpr const char* kHelp =
    N_("Says that a promise was kept today; any part of its text will do. Without one it is the "
       "promise that is still open, if there is only one.\n\n"
       "  holdfast kept\n"
       "  holdfast kept lights");

ExitCode keep(const boost::json::object& promise, const Arguments& arguments, Context& context) {
  const std::string key = text_of(promise, "key");
  const auto reply = context.daemon.ask("KeepPromise", {{"key", key}});
  if (!reply) return context.fail(reply.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*reply);
    return ExitCode::kDone;
  }
  for (const auto& element : list_of(*reply, "promises")) {
    if (text_of(as_object(element), "key") == key)
      show_promises(boost::json::array({element}), context);
  }
  context.out.line(_("A promise kept to yourself. That builds trust."));
  return ExitCode::kDone;
}

// None is left, or there never was one.
ExitCode say_none(const boost::json::array& promises, std::string_view text, Context& context) {
  if (promises.empty()) {
    context.out.complain(_("there is no promise yet; make one: holdfast promise \"Water first\""));
    return ExitCode::kNo;
  }
  if (text.empty()) {
    context.out.line(_("Every promise is kept today."));
    return ExitCode::kDone;
  }
  context.out.complain(_("no promise says that; to see them: holdfast promise"));
  return ExitCode::kNo;
}

ExitCode run(const Arguments& arguments, Context& context) {
  std::string text;
  for (const std::string& word : arguments.words()) text += (text.empty() ? "" : " ") + word;
  const auto support = context.daemon.ask("GetSupport");
  if (!support) return context.fail(support.error(), arguments);
  const auto& promises = list_of(*support, "promises");
  const auto meant = promises_meant(promises, text);
  if (meant.empty()) return say_none(promises, text, context);
  if (meant.size() == 1) return keep(as_object(meant[0]), arguments, context);
  if (!arguments.has("json")) show_promises(meant, context);
  return context.misuse(_("more than one could be meant; say a part of its text"));
}

}  // namespace

const Command kKept = {
    "kept", "[TEXT]", N_("a promise was kept today"), kHelp, kOptions, {0, kAnyNumber}, run,
};

}  // namespace holdfast::cli
