#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "partner",
    N_("No partner is named. One trusted friend can see how it is going: holdfast partner --help"),
};

constexpr const char* kHelp = N_(
    "Names the one friend who may see how it is going: counts of days and urges, never a name, a "
    "link or a time of day. Nothing is sent before that friend has agreed, and you see every mail "
    "first. Taking the partner away is a loosening, and waits.\n\n"
    "  holdfast partner friend@example.org name \"A.\" summary weekly sun 18:00");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kPartner = {
    "partner",
    "[MAIL name NAME summary weekly DAY HH:MM]",
    N_("the friend who gets a weekly summary"),
    kHelp,
    kSettingOptions,
    {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
