#include <utility>

#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/statement.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {kDryRunOption, kJsonOption};

constexpr const char* kHelp = N_(
    "Asks for a rule to be taken away. It waits for the cooling-off, and can then be confirmed in "
    "the calm window; if you let it be, nothing changes. A rule made within the last ten minutes "
    "is taken back at once. A new urge puts the wait off. --dry-run says when it could be "
    "confirmed, "
    "and asks for nothing.\n\n"
    "  holdfast unblock example.org\n"
    "  holdfast unblock instagram/her.name");

ExitCode run(const Arguments& arguments, Context& context) {
  // One word is a target as it was pasted; several are the statement of a key: allow HOST, lock.
  const auto& words = arguments.words();
  const auto target = words.size() == 1 ? std::optional(words[0])
                                        : to_statement(words[0], {words.begin() + 1, words.end()});
  if (!target) return context.misuse(_("a line break or a control character is no target"));
  boost::json::object parameters{{"target", *target}};
  if (arguments.has("dry-run")) parameters["dry_run"] = true;
  return report_edit(context.daemon.ask("Unblock", std::move(parameters)), arguments, context);
}

}  // namespace

const Command kUnblock = {
    "unblock",       "TARGET", N_("ask for a rule to be taken away, after a wait"), kHelp, kOptions,
    {1, kAnyNumber}, run,
};

}  // namespace holdfast::cli
