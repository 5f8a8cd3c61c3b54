#include "tray/cli/commands.h"
#include "tray/cli/setting.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "calm-window",
    "A loosening can be confirmed between 09:00 and 21:00.",
};

constexpr std::string_view kHelp =
    "What you want to open again is confirmed in these hours, not in the night. A wider window is "
    "a "
    "loosening itself, and waits.\n\n"
    "  holdfast calm-window 09:00-21:00";

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kCalmWindow = {
    "calm-window", "[HH:MM-HH:MM]", "the hours in which a loosening can be confirmed",
    kHelp,         kSettingOptions, {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
