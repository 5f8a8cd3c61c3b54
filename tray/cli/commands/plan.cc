#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "plan",
    N_("No plan yet. Write one: holdfast plan \"If I open the laptop after ten, then I put on my "
       "shoes\""),
};

constexpr const char* kHelp = N_(
    "A sentence you write on a calm day for a hard moment: if this happens, then I do that. It is "
    "shown to you when an urge comes. You may have several.\n\n"
    "  holdfast plan \"If I open the laptop after ten, then I put on my shoes and walk\"");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kPlan = {
    "plan", "[\"If ..., then ...\"]", N_("an if-then plan that you will be reminded of"),
    kHelp,  kSettingOptions,          {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
