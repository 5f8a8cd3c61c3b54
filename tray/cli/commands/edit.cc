#include "platform/ipc/utf8.h"
#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/private_copy.h"
#include "tray/cli/problems.h"
#include "tray/cli/prompt.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr const char* kHelp =
    N_("Opens the policy in $VISUAL or $EDITOR, on a copy that only you can read. It is checked "
       "before "
       "it is taken: what blocks more holds at once, what blocks less waits. With a mistake in it, "
       "nothing is taken and you are asked what to do.");

std::string first_of(std::initializer_list<std::string_view> names, std::string fallback,
                     Context& context) {
  for (const std::string_view name : names) {
    if (auto value = context.environment.variable(name)) return *std::move(value);
  }
  return fallback;
}

enum class Next { kTake, kEditAgain, kDiscard };

// What is wrong with the text is shown, and the person asked; a script's edit is discarded.
Next judge(const boost::json::array& problems, Context& context) {
  if (problems.empty()) return Next::kTake;
  show_problems("policy.rules", problems, context);
  while (context.can_ask()) {
    const auto answer =
        ask_line(_("What now: (e)dit again, or e(x)it and change nothing?"), context);
    if (!answer || *answer == "x") break;
    if (*answer == "e") return Next::kEditAgain;
  }
  return Next::kDiscard;
}

boost::json::array not_utf8() {
  return {{{"line", 1},
           {"column", 1},
           {"what", _("the text is not UTF-8")},
           {"hint", _("save it so")}}};
}

// A failure keeps what was written: it must not be typed twice.
ExitCode fail_and_keep(const Trouble& trouble, PrivateCopy& copy, const Arguments& arguments,
                       Context& context) {
  copy.keep();
  const ExitCode code = context.fail(trouble, arguments);
  context.out.complain(fill(_("what you wrote is kept in {1}"), {copy.path()}));
  return code;
}

ExitCode discard(Context& context) {
  context.out.line(_("Nothing is changed."));
  return ExitCode::kNo;
}

ExitCode edit(const std::string& before, PrivateCopy& copy, const Arguments& arguments,
              Context& context) {
  const std::string editor = first_of({"VISUAL", "EDITOR"}, "vi", context);
  while (true) {
    context.out.flush();
    if (!run_editor(editor, copy.path())) {
      context.out.complain(fill(_("the editor ({1}) ended with an error; name another in $EDITOR"),
                                {clean(editor)}));
      return discard(context);
    }
    const auto text = copy.read();
    if (!text) return discard(context);
    if (*text == before) {
      context.out.line(_("Nothing is changed."));
      return ExitCode::kDone;
    }
    boost::json::array problems = not_utf8();
    if (ipc::is_utf8(*text)) {
      const auto checked = context.daemon.ask("CheckPolicy", {{"text", *text}});
      if (!checked) return fail_and_keep(checked.error(), copy, arguments, context);
      problems = list_of(*checked, "problems");
    }
    const Next next = judge(problems, context);
    if (next == Next::kDiscard) return discard(context);
    if (next == Next::kEditAgain) continue;
    const auto reply = context.daemon.ask("ApplyPolicy", {{"text", *text}});
    if (!reply) return fail_and_keep(reply.error(), copy, arguments, context);
    return report_edit(reply, arguments, context);
  }
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto policy = context.daemon.ask("GetPolicy");
  if (!policy) return context.fail(policy.error(), arguments);
  const boost::json::value* text = policy->if_contains("text");
  const std::string before =
      text != nullptr && text->is_string() ? std::string(text->get_string()) : "";
  auto copy = PrivateCopy::make(first_of({"XDG_RUNTIME_DIR", "TMPDIR"}, "/tmp", context), before);
  if (!copy) {
    context.out.complain(copy.error().text);
    return ExitCode::kNo;
  }
  return edit(before, *copy, arguments, context);
}

}  // namespace

const Command kEdit = {
    "edit", "", N_("the policy in your editor, checked before it is taken"), kHelp, {}, {}, run};

}  // namespace holdfast::cli
