#include "tray/cli/commands.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {
    "allow",
    N_("Nothing is exempt. To exempt a site: holdfast allow pay.example.org"),
};

constexpr const char* kHelp = N_(
    "Keeps a site and its subdomains open even where a list or a service you block would take it. "
    "Allowing what is blocked today is a loosening, and waits.\n\n"
    "  holdfast allow pay.example.org");

ExitCode run(const Arguments& arguments, Context& context) {
  return run_setting(kSetting, arguments, context);
}

}  // namespace

const Command kAllow = {
    "allow", "[HOST]",        N_("never block this site, even as part of something else"),
    kHelp,   kSettingOptions, {0, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
