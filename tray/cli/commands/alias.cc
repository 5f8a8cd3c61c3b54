#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "alias",
    N_("Notifications and mails say \"them\"."),
};

constexpr const char* kHelp = N_(
    "Sets the word that stands for the person in notifications, tooltips and mails. Their name and "
    "handle appear in none of them.\n\n"
    "  holdfast alias them");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kAlias = {
    "alias", "[WORD]",        N_("the only name that notifications and mails use"),
    kHelp,   kSettingOptions, {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
