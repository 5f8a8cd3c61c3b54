#include "tray/cli/status_view.h"

#include <algorithm>

#include "tray/cli/edit_report.h"
#include "tray/cli/fields.h"
#include "tray/cli/time_words.h"
#include "tray/cli/words.h"
#include "tray/i18n.h"

namespace holdfast::cli {
namespace {

namespace json = boost::json;

std::size_t name_column() {
  return column_of({_("out of reach"), _("locked"), _("today"), _("ahead"), _("covered")}, 13);
}

void show_welcome(Context& context) {
  Output& out = context.out;
  out.line(out.styled(Style::kStrong, _("Nothing is set up yet.")));
  out.line();
  out.paragraph(_("Take a calm minute and name what hurts to look at. Paste the link:"));
  out.line();
  out.line("  holdfast block https://www.instagram.com/their.name/");
  out.line();
  out.paragraph(_("Or be asked, in four calm steps: holdfast setup"));
}

std::string streak_words(const json::object& status, Context& context) {
  const json::object& streak = object_of(status, "streak");
  const std::string alias = text_of(status, "alias");
  const auto since = parse_time(text_of(streak, "since"));
  if (!since) return _("Ready when you are");
  const auto days = number_of(streak, "days");
  const auto passed = context.now() - *since;
  if (days == 0 && passed < std::chrono::minutes(1)) return _("Day one begins now");
  const std::string length =
      days > 0 ? days_words(days) : length_words(std::chrono::floor<std::chrono::minutes>(passed));
  return no_contact_words(length, alias);
}

void show_headline(const json::object& status, Context& context) {
  Output& out = context.out;
  const bool is_weakened = text_of(status, "state") == "weakened";
  const std::string state = is_weakened ? out.styled(Style::kWeak, _("something needs a look"))
                                        : out.styled(Style::kGood, _("holding"));
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
  if (total > days) text = fill(_("{1} in all, and every one counts"), {days_words(total)});
  if (best > days) {
    text += (text.empty() ? "" : "; ") + fill(_("your best run is {1}"), {days_words(best)});
  } else if (best == days && days > 1 && total > days) {
    text += std::string("; ") + _("this is your best run");
  }
  if (!text.empty()) context.out.paragraph(capitalised(text) + ".", 2);
}

void show_closer_support(const json::object& streak, Context& context) {
  const auto until = parse_time(text_of(streak, "closer_support_until"));
  if (!until || *until <= context.now()) return;
  context.out.line();
  context.out.paragraph(
      fill(_("These hours, until {1}, are the tender ones. Nothing you built is lost. Keep it "
             "small: water, a walk, one friend. When it pulls: holdfast urge"),
           {moment_words(*until, context.now())}),
      2);
}

void show_fact(std::string_view name, const std::string& text, Context& context) {
  context.out.entry(context.out.styled(Style::kFaint, name), name_column(), text);
}

const char* kind_words(std::string_view kind, unsigned long count) {
  if (kind == "profile") return ngettext("{1} profile", "{1} profiles", count);
  if (kind == "host") return ngettext("{1} site", "{1} sites", count);
  if (kind == "network") return ngettext("{1} network", "{1} networks", count);
  if (kind == "phone") return ngettext("{1} phone number", "{1} phone numbers", count);
  if (kind == "list") return ngettext("{1} list", "{1} lists", count);
  return ngettext("{1} rule", "{1} rules", count);
}

std::string rules_words(const json::object& by_kind) {
  std::vector<std::string> parts;
  for (const std::string_view kind : {"profile", "host", "network", "phone", "list"}) {
    if (const auto count = number_of(by_kind, kind); count > 0) {
      parts.push_back(
          fill(kind_words(kind, static_cast<unsigned long>(count)), {std::to_string(count)}));
    }
  }
  return listed(parts);
}

void show_rules(const json::object& status, Context& context) {
  std::string text = rules_words(object_of(status, "rules_by_kind"));
  if (const auto rules = number_of(status, "rules"); text.empty()) {
    text = fill(kind_words("", static_cast<unsigned long>(rules)), {std::to_string(rules)});
  }
  if (const auto names = number_of(status, "names_held"); names > 0) {
    text += " (" +
            fill(ngettext("{1} name", "{1} names", static_cast<unsigned long>(names)),
                 {std::to_string(names)}) +
            ")";
  }
  show_fact(_("out of reach"), text, context);
  if (const auto lock = parse_time(text_of(status, "lock_until")); lock && *lock > context.now()) {
    show_fact(_("locked"),
              fill(_("until {1}; nothing opens before"), {moment_words(*lock, context.now())}),
              context);
  }
}

const char* urge_words(std::int64_t urges, std::int64_t ridden) {
  const auto count = static_cast<unsigned long>(urges);
  if (urges == 0) return _("quiet so far");
  if (ridden == 0) return ngettext("{1} urge, no contact", "{1} urges, no contact", count);
  if (ridden < urges) {
    return ngettext("{1} urge, {2} ridden out", "{1} urges, {2} ridden out", count);
  }
  if (urges == 2) return _("2 urges, both ridden out. That is strength.");
  return ngettext("{1} urge, ridden out. That is strength.",
                  "{1} urges, all ridden out. That is strength.", count);
}

void show_urges(const json::object& status, Context& context) {
  const auto urges = number_of(status, "urges_today");
  const auto ridden = number_of(status, "ridden_out_today");
  show_fact(_("today"),
            fill(urge_words(urges, ridden), {std::to_string(urges), std::to_string(ridden)}),
            context);
  for (const json::value& urge : list_of(status, "open_urges")) {
    const std::string id = std::to_string(number_of(as_object(urge), "id"));
    show_fact("", fill(_("one is still open; once it has passed: holdfast ride {1}"), {id}),
              context);
  }
}

// `2 min not running, asleep 1 h`: less than a minute of anything is not worth a word.
std::string unwatched_words(const json::object& coverage) {
  struct Part {
    const char* field;
    const char* words;
  };
  const Part parts[] = {{"weakened", _("{1} weakened")},
                        {"not_running", _("{1} not running")},
                        {"asleep", _("asleep {1}")},
                        {"off", _("off {1}")}};
  std::string text;
  for (const Part& part : parts) {
    const std::chrono::seconds length(number_of(coverage, part.field));
    if (length < std::chrono::minutes(1)) continue;
    text += (text.empty() ? "" : ", ") + fill(part.words, {length_words(length)});
  }
  return text;
}

void show_coverage(const json::object& status, Context& context) {
  const json::object& coverage = object_of(status, "coverage");
  const auto unseen = number_of(coverage, "weakened") + number_of(coverage, "not_running");
  const std::string rest = unwatched_words(coverage);
  if (unseen < 60) {
    show_fact(
        _("covered"),
        std::string(_("all the time this computer was on")) + (rest.empty() ? "" : "; " + rest),
        context);
    return;
  }
  const auto seen = static_cast<double>(number_of(coverage, "verified"));
  const double share = 100 * seen / (seen + static_cast<double>(unseen));
  show_fact(
      _("covered"),
      fill(_("verified {1} % of the time"), {percent(share)}) + (rest.empty() ? "" : ", " + rest),
      context);
}

// One quiet line: what is next, and the small promises.
void show_ahead(const json::object& support, Context& context) {
  std::string text;
  if (const auto days = number_of(support, "next_milestone"); days > 0) {
    text = days == 1 ? _("your first whole day")
                     : fill(_("day {1} comes next"), {std::to_string(days)});
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

std::string condition_words(const json::object& layer) {
  const std::string state = text_of(layer, "state");
  const std::string detail = text_of(layer, "detail");
  if (state == "holding") return std::string(_("holding")) + (detail.empty() ? "" : ", " + detail);
  if (state == "off") return std::string(_("switched off")) + (detail.empty() ? "" : ": " + detail);
  if (state == "unavailable") {
    return std::string(_("not on this machine")) + (detail.empty() ? "" : ": " + detail);
  }
  if (detail.empty()) return _("not holding now; see: holdfast doctor");
  return fill(_("not holding now: {1}; see: holdfast doctor"), {detail});
}

std::string browser_words(const json::object& browser) {
  const std::string name = text_of(browser, "name");
  const std::string state = text_of(browser, "extension");
  // Of one that cannot be managed a note tells.
  if (!is_true(browser, "managed")) return "";
  if (state == "answers") return fill(_("{1} holds it, and its extension answers"), {name});
  if (state == "next_start") {
    return fill(_("{1} takes it at its next start: close it and open it again"), {name});
  }
  if (state == "silent") {
    return fill(_("{1}: its extension does not answer; see: holdfast doctor"), {name});
  }
  return fill(_("{1} holds it"), {name});
}

void show_browsers(const json::array& browsers, Context& context) {
  for (const json::value& browser : browsers) {
    const std::string words = browser_words(as_object(browser));
    if (words.empty()) continue;
    context.out.entry("", name_column(), context.out.styled(Style::kFaint, words));
  }
}

void show_layers(const json::object& status, Context& context) {
  const json::array& layers = list_of(status, "layers");
  if (layers.empty()) return;
  Output& out = context.out;
  out.line();
  for (const json::value& element : layers) {
    const json::object& layer = as_object(element);
    const std::string name =
        out.sign(sign_for(text_of(layer, "state"))) + " " + layer_words(text_of(layer, "layer"));
    out.entry(name, name_column(), condition_words(layer));
    if (text_of(layer, "layer") == "browser" && text_of(layer, "state") == "holding") {
      show_browsers(list_of(status, "browsers"), context);
    }
    for (const json::value& note : list_of(layer, "notes")) {
      out.entry("", name_column(), out.styled(Style::kFaint, as_text(note)));
    }
  }
}

std::string allowance_words(const json::object& allowance, Context& context) {
  const bool is_open = text_of(allowance, "state") == "open";
  const auto at = parse_time(text_of(allowance, is_open ? "closes" : "opens"));
  const std::string purpose = text_of(allowance, "purpose");
  const std::string when = at ? moment_words(*at, context.now()) : "?";
  return fill(is_open ? _("a window for {1} is open, and closes by itself {2}")
                      : _("a window for {1} opens {2}"),
              {purpose, when});
}

void show_waiting(const json::object& status, Context& context) {
  const json::array& pending = list_of(status, "pending");
  const json::array& allowances = list_of(status, "allowances");
  if (pending.empty() && allowances.empty()) return;
  context.out.line();
  context.out.line(context.out.styled(Style::kStrong, _("Waiting")));
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
  show_layers(status, context);
  show_waiting(status, context);
  show_warnings(list_of(status, "warnings"), context);
}

}  // namespace holdfast::cli
