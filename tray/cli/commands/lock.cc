#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "lock",
    N_("There is no lock. To set one: holdfast lock for 7d"),
};

constexpr const char* kHelp = N_(
    "Until the lock ends, nothing can be opened, not even after a wait. It cannot be undone, only "
    "lengthened, so begin with a short one. It lifts by itself, to the minute.\n\n"
    "  holdfast lock for 7d\n"
    "  holdfast lock until 2027-01-01");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kLock = {
    "lock",
    "[until WHEN | for LENGTH]",
    N_("take no loosening at all until then"),
    kHelp,
    kSettingOptions,
    {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
