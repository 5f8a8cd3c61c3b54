#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "calm-window",
    N_("A loosening can be confirmed between 09:00 and 21:00."),
};

constexpr const char* kHelp = N_(
    "What you want to open again is confirmed in these hours, not in the night. A wider window is "
    "a "
    "loosening itself, and waits.\n\n"
    "  holdfast calm-window 09:00-21:00");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kCalmWindow = {
    "calm-window", "[HH:MM-HH:MM]", N_("the hours in which a loosening can be confirmed"),
    kHelp,         kSettingOptions, {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
