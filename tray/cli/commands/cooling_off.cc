#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "cooling-off",
    N_("A loosening waits 24 hours."),
};

constexpr const char* kHelp = N_(
    "Everything that blocks less waits this long, from 10 minutes to 30 days. A longer wait holds "
    "at "
    "once; a shorter one waits first.\n\n"
    "  holdfast cooling-off 48h");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kCoolingOff = {
    "cooling-off", "[LENGTH]",      N_("how long a loosening waits before you can confirm it"),
    kHelp,         kSettingOptions, {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
