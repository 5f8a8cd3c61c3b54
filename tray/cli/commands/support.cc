#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "support",
    N_("Nobody is named yet. Name one friend: holdfast support call \"A.\" tel:+15557654321"),
};

constexpr const char* kHelp =
    N_("Names somebody who understands. When an urge comes, calling them is offered with one "
       "click.\n\n"
       "  holdfast support call \"A.\" tel:+15557654321");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kSupport = {
    "support", "[call NAME tel:NUMBER]", N_("the friend to call when an urge comes"),
    kHelp,     kSettingOptions,          {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
