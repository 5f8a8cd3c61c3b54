#include "tray/cli/edit_report.h"

#include <algorithm>
#include <utility>

#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kShownNames = 12;

// A section of the dry run; long lists are counted, not scrolled past.
void show_names(std::string_view title, const json::array& names, Context& context) {
  if (names.empty()) return;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kShownNames; ++i) {
    if (i > 0) text += ", ";
    text += as_text(names[i]);
  }
  if (names.size() > kShownNames) {
    text = fill(_("{1} and {2} more"), {text, std::to_string(names.size() - kShownNames)});
  }
  const std::size_t column =
      column_of({_("hosts file"), _("firewall"), _("browser"), _("phone"), _("spared")}, 12);
  context.out.entry(title, column, text);
}

bool holds_more(const json::object& plan) {
  constexpr std::string_view kLayers[] = {"hosts_file", "firewall", "browser", "phone"};
  return std::any_of(std::begin(kLayers), std::end(kLayers),
                     [&](std::string_view layer) { return !list_of(plan, layer).empty(); });
}

void show_plan(const json::object& plan, Context& context) {
  context.out.line(_("Nothing is changed yet. This would be held:"));
  context.out.line();
  show_names(_("hosts file"), list_of(plan, "hosts_file"), context);
  show_names(_("firewall"), list_of(plan, "firewall"), context);
  show_names(_("browser"), list_of(plan, "browser"), context);
  show_names(_("phone"), list_of(plan, "phone"), context);
  show_names(_("spared"), list_of(plan, "spared"), context);
  for (const json::value& note : list_of(plan, "notes")) {
    context.out.line();
    context.out.paragraph(as_text(note), 2);
  }
}

// What is only words (an alias, a lock) has no plan; what loosens would wait.
void show_dry_run(const json::object& result, Context& context) {
  const json::object& plan = object_of(result, "plan");
  const json::array& applied = list_of(result, "applied");
  const json::array& waiting = list_of(result, "pending");
  if (holds_more(plan)) {
    show_plan(plan, context);
  } else if (!applied.empty()) {
    context.out.line(_("Nothing is changed yet. This would be done at once:"));
    for (const json::value& statement : applied) context.out.paragraph(as_text(statement), 2, 4);
  } else if (!waiting.empty()) {
    context.out.line(_("Nothing is changed yet."));
  } else if (list_of(result, "refused").empty()) {
    context.out.line(_("That is how it is already; nothing to change."));
  }
  if (waiting.empty()) return;
  context.out.paragraph(ngettext("This blocks less, so it would wait:",
                                 "These block less, so they would wait:", waiting.size()));
  for (const json::value& one : waiting) show_pending(as_object(one), context);
}

void show_applied(const json::object& result, Context& context) {
  for (const json::value& statement : list_of(result, "applied")) {
    context.out.paragraph(context.out.sign(Sign::kHolds) + " " + as_text(statement), 0, 2);
  }
}

void show_waiting(const json::object& result, Context& context) {
  const json::array& waiting = list_of(result, "pending");
  if (waiting.empty()) return;
  context.out.paragraph(ngettext(
      "This blocks less, so it waits:", "These block less, so they wait:", waiting.size()));
  for (const json::value& one : waiting) show_pending(as_object(one), context);
}

void show_failing(const json::array& failing, Context& context) {
  for (const json::value& one : failing) {
    context.out.paragraph(context.out.sign(Sign::kBroken) + " " + as_text(one), 0, 2);
  }
  if (!failing.empty()) {
    context.out.paragraph(
        _("It is in the policy and will be tried again; to see why: holdfast doctor"));
  }
}

std::string when_ready(const json::object& pending, Context& context) {
  const auto from = parse_time(text_of(pending, "confirm_from"));
  const auto until = parse_time(text_of(pending, "confirm_until"));
  const auto now = context.now();
  const std::string state = text_of(pending, "state");
  std::string text;
  if (state == "locked") {
    text = _("waits for the lock to end");
  } else if (state == "ready") {
    text = _("can be confirmed now");
  } else if (from) {
    text = fill(_("can be confirmed from {1}"), {moment_words(*from, now)});
    if (*from > now) text += " (" + distance_words(*from, now) + ")";
  }
  if (until && state != "locked")
    text = fill(_("{1}, until {2}"), {text, moment_words(*until, now)});
  if (state == "outside_window") text = fill(_("{1}; only inside the calm window"), {text});
  return text;
}

}  // namespace

void show_pending(const json::object& pending, Context& context) {
  Output& out = context.out;
  const std::string id = std::to_string(number_of(pending, "id"));
  const bool is_asked = id != "0";  // else it is only looked at
  out.entry(is_asked ? "#" + id : "", 4, out.styled(Style::kStrong, text_of(pending, "what")));
  out.entry("", 4, when_ready(pending, context));
  if (const auto times = number_of(pending, "postponed"); times > 0) {
    out.entry("", 4,
              fill(ngettext("put off {1} time by an urge", "put off {1} times by an urge",
                            static_cast<unsigned long>(times)),
                   {std::to_string(times)}));
  }
  if (!is_asked) return;
  const bool is_ready = text_of(pending, "state") == "ready";
  out.entry("", 4,
            out.styled(Style::kFaint,
                       fill(is_ready ? _("holdfast confirm {1}, or to keep it: holdfast cancel {1}")
                                     : _("to keep it after all: holdfast cancel {1}"),
                            {id})));
}

std::string about(std::string_view statement_or_key) {
  constexpr std::string_view kBlock = "block ";
  if (statement_or_key.starts_with(kBlock)) statement_or_key.remove_prefix(kBlock.size());
  return std::string(statement_or_key);
}

// True when a lock stood in the way of a part.
bool show_refused(const json::object& result, Context& context) {
  const json::array& refused = list_of(result, "refused");
  for (const json::value& one : refused) {
    context.out.paragraph(
        context.out.sign(Sign::kBroken) + " " + fill(_("not taken: {1}"), {as_text(one)}), 0, 2);
  }
  if (!refused.empty()) {
    context.out.paragraph(_("A lock holds, and it takes no loosening until it ends."));
  }
  return !refused.empty();
}

ExitCode report_result(const json::object& result, Context& context) {
  const std::string outcome = text_of(result, "outcome");
  if (outcome == "dry_run") {
    show_dry_run(result, context);
    return show_refused(result, context) ? ExitCode::kRefused : ExitCode::kDone;
  }
  if (outcome == "unchanged") {
    context.out.line(_("That is how it is already; nothing to change."));
    return ExitCode::kDone;
  }
  show_applied(result, context);
  show_waiting(result, context);
  show_failing(list_of(result, "failing"), context);
  if (show_refused(result, context)) return ExitCode::kRefused;
  if (!list_of(result, "failing").empty()) return ExitCode::kNo;
  return outcome == "pending" ? ExitCode::kPending : ExitCode::kDone;
}

ExitCode report_edit(const Asked<json::object>& reply, const Arguments& arguments,
                     Context& context) {
  if (!reply) return context.fail(reply.error(), arguments);
  const json::object& result = object_of(*reply, "result");
  if (!arguments.has("json")) return report_result(result, context);
  context.out.json(*reply);
  if (!list_of(result, "refused").empty()) return ExitCode::kRefused;
  if (!list_of(result, "failing").empty()) return ExitCode::kNo;
  return text_of(result, "outcome") == "pending" ? ExitCode::kPending : ExitCode::kDone;
}

}  // namespace holdfast::cli
