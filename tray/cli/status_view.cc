#include "tray/cli/status_view.h"

#include <algorithm>
#include <array>

#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t kNameColumn = 13;

void show_welcome(Context& context) {
  Output& out = context.out;
  out.line(out.styled(Style::kStrong, "Nothing is set up yet."));
  out.line();
  out.paragraph("Take a calm minute and name what hurts to look at. Paste the link:");
  out.line();
  out.line("  holdfast block https://www.instagram.com/their.name/");
  out.line();
  out.paragraph(_("Or be asked, in four calm steps: holdfast setup"));
}

std::string streak_words(const json::object& status, Context& context) {
  const json::object& streak = object_of(status, "streak");
  const std::string alias = text_of(status, "alias");
  const std::string with_them = " of no contact" + (alias.empty() ? "" : " with " + alias);
  const auto since = parse_time(text_of(streak, "since"));
  if (!since) return "Ready when you are";
  const auto days = number_of(streak, "days");
  if (days > 0) return counted(days, "day") + with_them;
  const auto passed = context.now() - *since;
  if (passed < std::chrono::minutes(1)) return "Day one begins now";
  return length_words(std::chrono::floor<std::chrono::minutes>(passed)) + with_them;
}

void show_headline(const json::object& status, Context& context) {
  Output& out = context.out;
  const bool is_weakened = text_of(status, "state") == "weakened";
  const std::string state = is_weakened ? out.styled(Style::kWeak, "something needs a look")
                                        : out.styled(Style::kGood, "holding");
  out.paragraph(out.sign(is_weakened ? Sign::kWeak : Sign::kHolds) + " " +
                    out.styled(Style::kStrong, streak_words(status, context)) + " " +
                    out.sign(Sign::kDot) + " " + state,
                0, 2);
}

// Total days and the best run stay in sight, above all after a slip.
void show_history(const json::object& streak, Context& context) {
  const auto days = number_of(streak, "days");
  const auto best = number_of(streak, "best_days");
  const auto total = number_of(streak, "total_days");
  std::string text;
  if (total > days) text = counted(total, "day") + " in all, and every one counts";
  if (best > days) {
    text += (text.empty() ? "" : "; ") + ("your best run is " + counted(best, "day"));
  } else if (best == days && days > 1 && total > days) {
    text += "; this is your best run";
  }
  if (!text.empty()) context.out.paragraph(capitalised(text) + ".", 2);
}

void show_closer_support(const json::object& streak, Context& context) {
  const auto until = parse_time(text_of(streak, "closer_support_until"));
  if (!until || *until <= context.now()) return;
  context.out.line();
  context.out.paragraph(
      "These hours, until " + moment_words(*until, context.now()) +
          ", are the tender ones. Nothing you built is lost. Keep it small: water, "
          "a walk, one friend. When it pulls: holdfast urge",
      2);
}

void show_fact(std::string_view name, const std::string& text, Context& context) {
  context.out.entry(context.out.styled(Style::kFaint, name), kNameColumn, text);
}

std::string rules_words(const json::object& by_kind) {
  constexpr std::array<std::array<std::string_view, 3>, 5> kKinds = {{
      {"profile", "profile", "profiles"},
      {"host", "site", "sites"},
      {"network", "network", "networks"},
      {"phone", "phone number", "phone numbers"},
      {"list", "list", "lists"},
  }};
  std::vector<std::string> parts;
  for (const auto& [kind, one, many] : kKinds) {
    if (const auto count = number_of(by_kind, kind); count > 0) {
      parts.push_back(counted(count, one, many));
    }
  }
  return listed(parts);
}

void show_rules(const json::object& status, Context& context) {
  std::string text = rules_words(object_of(status, "rules_by_kind"));
  if (text.empty()) text = counted(number_of(status, "rules"), "rule");
  if (const auto names = number_of(status, "names_held"); names > 0) {
    text += " (" + counted(names, "name") + ")";
  }
  show_fact("out of reach", text, context);
  if (const auto lock = parse_time(text_of(status, "lock_until")); lock && *lock > context.now()) {
    show_fact("locked", "until " + moment_words(*lock, context.now()) + "; nothing opens before",
              context);
  }
}

void show_urges(const json::object& status, Context& context) {
  const auto urges = number_of(status, "urges_today");
  const auto ridden = number_of(status, "ridden_out_today");
  std::string text = "quiet so far";
  if (urges > 0) {
    text = counted(urges, "urge") + ", ";
    text += ridden == 0      ? "no contact"
            : ridden < urges ? std::to_string(ridden) + " ridden out"
            : urges == 1     ? "ridden out. That is strength."
            : urges == 2     ? "both ridden out. That is strength."
                             : "all ridden out. That is strength.";
  }
  show_fact("today", text, context);
  for (const json::value& urge : list_of(status, "open_urges")) {
    const std::string id = std::to_string(number_of(as_object(urge), "id"));
    show_fact("", "one is still open; once it has passed: holdfast ride " + id, context);
  }
}

void show_coverage(const json::object& status, Context& context) {
  const auto unseen = number_of(status, "unobserved_seconds");
  std::string text = "all the time this computer was on";
  if (unseen >= 60) {
    text = percent(share_of(status, "coverage_percent")) + " % of the time this computer was on; " +
           length_words(std::chrono::seconds(unseen)) + " unobserved";
  }
  show_fact("covered", text, context);
}

// One quiet line: what is next, and the small promises.
void show_ahead(const json::object& support, Context& context) {
  std::string text;
  if (const auto days = number_of(support, "next_milestone"); days > 0) {
    text = fill(_("day {1} comes next"), {std::to_string(days)});
  }
  const json::array& promises = list_of(support, "promises");
  if (!promises.empty()) {
    const auto kept = std::count_if(promises.begin(), promises.end(), [](const auto& one) {
      return is_true(as_object(one), "kept_today");
    });
    if (!text.empty()) text += "; ";
    text += fill(ngettext("{2} of {1} promise kept today", "{2} of {1} promises kept today",
                          promises.size()),
                 {std::to_string(promises.size()), std::to_string(kept)});
  }
  if (!text.empty()) show_fact(_("ahead"), text, context);
}

Sign sign_for(const std::string& state) {
  if (state == "holding") return Sign::kHolds;
  return state == "failing" ? Sign::kBroken : Sign::kAbsent;
}

std::string layer_words(const json::object& layer) {
  const std::string state = text_of(layer, "state");
  const std::string detail = text_of(layer, "detail");
  if (state == "holding") return detail.empty() ? "holding" : "holding, " + detail;
  if (state == "off") return "switched off" + (detail.empty() ? "" : ": " + detail);
  if (state == "unavailable") return "not on this machine" + (detail.empty() ? "" : ": " + detail);
  return "not holding now" + (detail.empty() ? "" : ": " + detail) + "; see: holdfast doctor";
}

void show_layers(const json::array& layers, Context& context) {
  if (layers.empty()) return;
  Output& out = context.out;
  out.line();
  for (const json::value& element : layers) {
    const json::object& layer = as_object(element);
    const std::string name =
        out.sign(sign_for(text_of(layer, "state"))) + " " + text_of(layer, "layer");
    out.entry(name, kNameColumn, layer_words(layer));
    for (const json::value& note : list_of(layer, "notes")) {
      out.entry("", kNameColumn, out.styled(Style::kFaint, as_text(note)));
    }
  }
}

std::string allowance_words(const json::object& allowance, Context& context) {
  const bool is_open = text_of(allowance, "state") == "open";
  const auto at = parse_time(text_of(allowance, is_open ? "closes" : "opens"));
  std::string text = "a window for " + text_of(allowance, "purpose");
  if (at) {
    text += (is_open ? " is open, and closes by itself " : " opens ") +
            moment_words(*at, context.now());
  }
  return text;
}

void show_waiting(const json::object& status, Context& context) {
  const json::array& pending = list_of(status, "pending");
  const json::array& allowances = list_of(status, "allowances");
  if (pending.empty() && allowances.empty()) return;
  context.out.line();
  context.out.line(context.out.styled(Style::kStrong, "Waiting"));
  for (const json::value& one : pending) show_pending(as_object(one), context);
  for (const json::value& one : allowances) {
    context.out.entry("#" + std::to_string(number_of(as_object(one), "id")), 4,
                      allowance_words(as_object(one), context));
  }
}

void show_warnings(const json::array& warnings, Context& context) {
  if (warnings.empty()) return;
  context.out.line();
  for (const json::value& warning : warnings) {
    context.out.paragraph(context.out.sign(Sign::kBroken) + " " + as_text(warning), 0, 2);
  }
}

}  // namespace

void show_status(const json::object& status, const json::object& support, Context& context) {
  if (text_of(status, "state") == "unconfigured") {
    show_welcome(context);
    show_warnings(list_of(status, "warnings"), context);
    return;
  }
  const json::object& streak = object_of(status, "streak");
  show_headline(status, context);
  show_history(streak, context);
  show_closer_support(streak, context);
  context.out.line();
  show_rules(status, context);
  show_urges(status, context);
  show_ahead(support, context);
  show_coverage(status, context);
  show_layers(list_of(status, "layers"), context);
  show_waiting(status, context);
  show_warnings(list_of(status, "warnings"), context);
}

}  // namespace holdfast::cli
