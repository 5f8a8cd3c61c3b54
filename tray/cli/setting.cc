#include "tray/cli/setting.h"

#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/statement.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

ExitCode show_setting(const Setting& setting, const Arguments& arguments, Context& context) {
  const auto policy = context.daemon.ask("GetPolicy");
  if (!policy) return context.fail(policy.error(), arguments);
  const auto lines = lines_with(text_of(*policy, "text"), setting.keyword);
  if (arguments.has("json")) {
    context.out.json(
        boost::json::object{{"statements", boost::json::array(lines.begin(), lines.end())}});
    return ExitCode::kDone;
  }
  for (const std::string& line : lines) context.out.paragraph(line, 0, 2);
  if (lines.empty()) context.out.paragraph(_(setting.unset));
  return ExitCode::kDone;
}

}  // namespace

ExitCode run_setting(const Setting& setting, const Arguments& arguments, Context& context) {
  if (arguments.words().empty()) return show_setting(setting, arguments, context);
  const auto statement = to_statement(setting.keyword, arguments.words());
  if (!statement) {
    return context.misuse(_("a line break or a control character cannot stand in the policy"));
  }
  boost::json::object parameters{{"statements", {*statement}}};
  if (arguments.has("dry-run")) parameters["dry_run"] = true;
  return report_edit(context.daemon.ask("Edit", std::move(parameters)), arguments, context);
}

}  // namespace holdfast::cli
