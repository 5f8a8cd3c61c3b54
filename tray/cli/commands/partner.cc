#include <array>

#include "tray/cli/commands.h"
#include "tray/cli/partner_view.h"
#include "tray/cli/setting.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Setting kSetting = {"partner", ""};

constexpr std::array kParts = {
    &kPartnerAccount, &kPartnerTest,    &kPartnerInvite,
    &kPartnerAgreed,  &kPartnerStopped, &kPartnerKey,
};

constexpr const char* kHelp = N_(
    "Names the one friend who may see how it is going: counts of days and urges, never a name, a "
    "link or a time of day. Nothing is sent before that friend has agreed, and you see every mail "
    "first. Without words it shows who it is, what they are told, and what to do next.\n\n"
    "summary is when the weekly mail goes, or none. alerts says what they are told at once: "
    "tampering, unobserved (long times without a watch), loosening (one that you asked for) and "
    "slip; or none. share slips puts the slips you reported into the summary. Without it their "
    "number is not told; but the days begin anew with a slip, and your friend can see that. Once "
    "they have agreed, taking the partner away or telling them less is a loosening, and waits.\n\n"
    "  holdfast partner friend@example.org name \"A.\" summary weekly sun 18:00\n"
    "  holdfast partner friend@example.org name \"A.\" summary weekly sun 18:00 \\\n"
    "    alerts tampering,loosening share slips\n"
    "  holdfast partner friend@example.org name \"A.\" summary none alerts none");

ExitCode run(const Arguments& arguments, Context& context) {
  if (!arguments.words().empty()) return run_setting(kSetting, arguments, context);
  const auto partner = context.daemon.ask("GetPartner");
  if (!partner) return context.fail(partner.error(), arguments);
  if (arguments.has("json")) {
    context.out.json(*partner);
  } else {
    show_partner(*partner, context);
  }
  return ExitCode::kDone;
}

}  // namespace

const Command kPartner = {
    "partner",
    "[MAIL name NAME summary weekly DAY HH:MM [alerts WHAT] [share slips]]",
    N_("the friend who can see how it is going"),
    kHelp,
    kSettingOptions,
    {0, kAnyNumber},
    run,
    kParts,
};

}  // namespace holdfast::cli
