#include "tray/window/loosening.h"

#include "tray/cli/fields.h"
#include "tray/i18n.h"
#include "tray/window/dates.h"
#include "tray/window/kit.h"
#include "tray/window/rules_model.h"

namespace holdfast::window {
namespace {

void loosen(Shell& shell, const std::string& key) {
  shell.ask("Unblock", {{"target", key}}, [&shell](const Answer& answer) {
    shell.say(answer.is_ok() ? outcome_words(cli::object_of(answer.parameters, "result"), now())
                             : answer.trouble);
    shell.refresh();
  });
}

}  // namespace

void ask_to_loosen(Shell& shell, const std::string& key) {
  shell.ask("Unblock", {{"target", key}, {"dry_run", true}}, [&shell, key](const Answer& answer) {
    if (!answer.is_ok()) return shell.say(answer.trouble);
    const auto& result = cli::object_of(answer.parameters, "result");
    ask_first(shell.window(), _("Ask for a loosening?"), loosening_words(result, now()),
              _("Leave it"), _("Ask"), [&shell, key] { loosen(shell, key); });
  });
}

}  // namespace holdfast::window
