#include "tray/cli/commands.h"
#include "tray/cli/fields.h"
#include "tray/cli/promises.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "promise",
    N_("No promise yet. Make a tiny one: holdfast promise \"Water before coffee\""),
};

constexpr const char* kHelp =
    N_("Something small that you keep for yourself today: water, a walk, lights out at eleven. Say "
       "kept when it is; a missed one is simply offered again tomorrow. Without words it shows "
       "them all.\n\n"
       "  holdfast promise \"Lights out at eleven\"\n"
       "  holdfast kept lights\n"
       "  holdfast unblock promise \"Lights out at eleven\"");

ExitCode show(const Arguments& arguments, Context& context) {
  const auto support = context.daemon.ask("GetSupport");
  if (!support) return context.fail(support.error(), arguments);
  const auto& promises = list_of(*support, "promises");
  if (arguments.has("json")) {
    context.out.json(boost::json::object{{"promises", promises}});
  } else if (promises.empty()) {
    context.out.paragraph(_(kSetting.unset));
  } else {
    show_promises(promises, context);
  }
  return ExitCode::kDone;
}

ExitCode run(const Arguments& arguments, Context& context) {
  if (arguments.words().empty()) return show(arguments, context);
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kPromise = {
    "promise", "[\"TEXT\"]",    N_("something small that you keep for yourself"),
    kHelp,     kSettingOptions, {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
