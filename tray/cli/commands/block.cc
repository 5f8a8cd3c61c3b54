#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/statement.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kDryRunOption, kJsonOption};

constexpr const char* kHelp = N_(
    "Puts a target out of reach, at once, until its end or for good. A target is a profile (paste "
    "the link), a site, a network or a phone number.\n\n"
    "  holdfast block https://www.instagram.com/her.name/\n"
    "  holdfast block instagram/her.name scope profile until 2027-03-01\n"
    "  holdfast block example.org for 30d\n"
    "  holdfast block 203.0.113.0/24\n"
    "  holdfast block tel:+15551234567\n"
    "  holdfast block list social from /etc/holdfast/lists/social.hosts\n\n"
    "scope site, the usual, keeps the whole service out of reach in every program. scope profile "
    "keeps the rest of the service usable and works in managed browsers only; with others off "
    "behind it every other program is kept off that service. A rule made by mistake can be taken "
    "back with unblock within ten minutes.");

// A profile in scope site; said, since the link that was pasted looks like less.
bool takes_a_whole_service(const boost::json::object& result) {
  for (const auto& element : list_of(result, "applied")) {
    const std::string statement = as_text(element);
    const std::string target = statement.substr(0, statement.find(' ', 6));
    const bool is_profile = target.starts_with("block ") && target.find('/') != std::string::npos &&
                            target.find_first_of(".:") > target.find('/');
    if (is_profile && statement.find(" scope profile") == std::string::npos) return true;
  }
  return false;
}

// A pasted link may hold a `?` or a `#`; the statement quotes what it must.
ExitCode run(const Arguments& arguments, Context& context) {
  const auto statement = to_statement("block", arguments.words());
  if (!statement) return context.misuse(_("a line break or a control character is no target"));
  boost::json::object parameters{{"statements", {*statement}}};
  if (arguments.has("dry-run")) parameters["dry_run"] = true;
  const auto reply = context.daemon.ask("Edit", std::move(parameters));
  const ExitCode code = report_edit(reply, arguments, context);
  const bool is_new = reply && text_of(object_of(*reply, "result"), "outcome") == "done";
  if (code == ExitCode::kDone && is_new && !arguments.has("json")) {
    if (takes_a_whole_service(object_of(*reply, "result"))) {
      context.out.paragraph(_("The whole service goes with it, in every program."));
    }
    context.out.paragraph(context.out.styled(
        Style::kFaint, _("A mistake? holdfast unblock takes it back within ten minutes.")));
  }
  return code;
}

}  // namespace

const Command kBlock = {
    "block",
    "TARGET [scope site|profile [others off]] [until WHEN|for LENGTH]",
    N_("put a profile, site, network or number out of reach"),
    kHelp,
    kOptions,
    {1, kAnyNumber},
    run,
};

}  // namespace holdfast::cli
