#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "schedule",
    N_("No regular hours are set. See: holdfast schedule --help"),
};

constexpr const char* kHelp =
    N_("Opens a blocked target at fixed times, for children, court or belongings. It closes by "
       "itself, "
       "and what happens in it is no slip. Setting one is a loosening, and waits.\n\n"
       "  holdfast schedule whatsapp.com open mon,thu 18:00-18:30 purpose \"children\"");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kSchedule = {
    "schedule",
    "[TARGET open DAYS HH:MM-HH:MM purpose TEXT]",
    N_("regular hours for contact that is necessary"),
    kHelp,
    kSettingOptions,
    {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
