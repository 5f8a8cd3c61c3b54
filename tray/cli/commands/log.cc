#include "tray/cli/arguments.h"
#include "tray/cli/commands.h"
#include "tray/cli/context.h"
#include "tray/cli/fields.h"
#include "tray/cli/log_view.h"
#include "tray/cli/number.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

constexpr Option kOptions[] = {
    {"since", "TIME", N_("from then on: 2h, 7d, yesterday, 2026-03-12")},
    {"kind", "WORDS", N_("only these kinds, with commas: urge,ridden_out,slip,tamper")},
    {"limit", "NUMBER", N_("the newest so many; 200 unless --since is given")},
    {"follow", "", N_("go on as things happen")},
    {"json", "", N_("print one JSON object a line")},
};
constexpr std::int64_t kUsualLimit = 200;

constexpr const char* kHelp =
    N_("Shows what happened, oldest first. The number after # is what ride takes.\n\n"
       "  holdfast log --since 7d --kind urge,ridden_out\n"
       "  holdfast log --follow");

boost::json::array split(std::string_view words) {
  boost::json::array parts;
  while (!words.empty()) {
    const std::string_view part = words.substr(0, words.find(','));
    if (!part.empty()) parts.emplace_back(part);
    words.remove_prefix(std::min(part.size() + 1, words.size()));
  }
  return parts;
}

ExitCode show_log(boost::json::object parameters, const Arguments& arguments, Context& context) {
  LogView view(context);
  bool is_empty = true;
  const auto end = context.daemon.follow("Log", std::move(parameters), [&](const auto& reply) {
    for (const auto& event : list_of(reply, "events")) {
      is_empty = false;
      if (arguments.has("json")) {
        context.out.json(event);
      } else {
        view.show(as_object(event));
      }
    }
    context.out.flush();
    return context.out.is_whole();
  });
  if (!end) return context.fail(end.error(), arguments);
  if (is_empty && !arguments.has("json")) context.out.line(_("Nothing happened then."));
  return ExitCode::kDone;
}

ExitCode run(const Arguments& arguments, Context& context) {
  boost::json::object parameters;
  if (const auto since = arguments.value("since")) {
    const auto at = parse_past(*since, context.now());
    if (!at) return context.misuse(past_hint(*since));
    parameters["since"] = to_rfc3339(*at);
  }
  if (const auto limit = arguments.value("limit")) {
    const auto number = parse_id(*limit);
    if (!number) return context.misuse(_("--limit needs a number from 1"));
    parameters["limit"] = *number;
  } else if (!arguments.has("since")) {
    parameters["limit"] = kUsualLimit;
  }
  if (const auto kinds = arguments.value("kind")) parameters["kinds"] = split(*kinds);
  if (arguments.has("follow")) parameters["follow"] = true;
  return show_log(std::move(parameters), arguments, context);
}

}  // namespace

const Command kLog = {"log", "", N_("what happened"), kHelp, kOptions, {}, run};

}  // namespace holdfast::cli
