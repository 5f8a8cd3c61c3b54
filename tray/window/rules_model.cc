#include "tray/window/rules_model.h"

#include <algorithm>

#include "tray/cli/fields.h"
#include "tray/cli/statement.h"
#include "tray/cli/time_words.h"
#include "tray/i18n.h"

namespace holdfast::window {
namespace {

namespace json = boost::json;
using cli::as_object;
using cli::as_text;
using cli::list_of;
using cli::number_of;
using cli::text_of;

constexpr std::size_t kShownNames = 8;

std::string without(const std::string& words, std::string_view beginning) {
  return words.starts_with(beginning) ? words.substr(beginning.size()) : words;
}

std::string layer_name(const std::string& layer) {
  if (layer == "hosts") return _("hosts file");
  if (layer == "firewall") return _("firewall");
  if (layer == "browser") return _("browser");
  if (layer == "phone") return _("phone");
  return layer;
}

std::string layers_words(const json::array& held_by) {
  if (held_by.empty()) return _("not held by anything yet");
  std::string names;
  for (const json::value& one : held_by) {
    names += (names.empty() ? "" : ", ") + layer_name(as_text(one));
  }
  return fill(_("held by {1}"), {names});
}

std::string reach_words(const json::object& rule) {
  std::string words;
  if (text_of(rule, "kind") == "profile") {
    words = text_of(rule, "scope") == "profile" ? _("this profile only") : _("the whole service");
  }
  if (const auto hosts = number_of(rule, "hosts"); hosts > 0) {
    words += (words.empty() ? "" : ", ") +
             fill(ngettext("{1} name", "{1} names", static_cast<unsigned long>(hosts)),
                  {std::to_string(hosts)});
  }
  return words;
}

std::string end_words(const json::object& rule, std::chrono::sys_seconds now) {
  if (const auto open = cli::parse_time(text_of(rule, "open_until")); open && *open > now) {
    return fill(_("open until {1}"), {cli::moment_words(*open, now)});
  }
  const auto ends = cli::parse_time(text_of(rule, "ends"));
  return ends ? fill(_("until {1}"), {cli::moment_words(*ends, now)}) : _("no end");
}

RuleRow rule_row(const json::object& rule, std::chrono::sys_seconds now) {
  RuleRow row;
  row.key = text_of(rule, "key");
  row.title = without(row.key, "block ");
  row.end = end_words(rule, now);
  row.layers = layers_words(list_of(rule, "held_by"));
  row.reach = reach_words(rule);
  row.is_held = !list_of(rule, "held_by").empty();
  return row;
}

PendingRow pending_row(const json::object& pending, std::chrono::sys_seconds now) {
  PendingRow row;
  row.id = number_of(pending, "id");
  // As the daemon says it, in this language: `remove: block example.org`, or the new statement.
  row.title = without(without(text_of(pending, "what"), fill(_("remove: {1}"), {""})), "block ");
  row.when = pending_words(pending, now);
  row.can_confirm = text_of(pending, "state") == "ready";
  if (const auto times = number_of(pending, "postponed"); times > 0) {
    row.note = fill(ngettext("Put off {1} time by an urge", "Put off {1} times by an urge",
                             static_cast<unsigned long>(times)),
                    {std::to_string(times)});
  }
  return row;
}

void add_part(const json::object& plan, const char* key, const char* title, Preview& preview) {
  const json::array& names = list_of(plan, key);
  if (names.empty()) return;
  std::string words;
  for (std::size_t i = 0; i < std::min(names.size(), kShownNames); ++i) {
    words += (i == 0 ? "" : ", ") + as_text(names[i]);
  }
  if (names.size() > kShownNames) {
    words = fill(_("{1} and {2} more"), {words, std::to_string(names.size() - kShownNames)});
  }
  preview.parts.push_back({title, words});
}

}  // namespace

std::string pending_words(const json::object& pending, std::chrono::sys_seconds now) {
  const std::string state = text_of(pending, "state");
  const auto from = cli::parse_time(text_of(pending, "confirm_from"));
  const auto until = cli::parse_time(text_of(pending, "confirm_until"));
  if (state == "locked") return _("Waits for the lock to end");
  if (!from || !until) return _("Waits");
  const std::string end = cli::moment_words(*until, now);
  if (state == "ready") return fill(_("Can be confirmed now, until {1}"), {end});
  if (state == "outside_window" && *from <= now) {
    return fill(_("Can be confirmed once your calm hours begin, until {1}"), {end});
  }
  return fill(_("Can be confirmed from {1} ({2}), until {3}"),
              {cli::moment_words(*from, now), cli::distance_words(*from, now), end});
}

RulesView rules_view(const Snapshot& snapshot) {
  RulesView view;
  const json::array& pending = list_of(snapshot.pending, "pending");
  for (const json::value& one : pending) {
    view.pending.push_back(pending_row(as_object(one), snapshot.now));
  }
  for (const json::value& one : list_of(snapshot.rules, "rules")) {
    RuleRow row = rule_row(as_object(one), snapshot.now);
    row.is_asked = std::any_of(pending.begin(), pending.end(), [&](const json::value& asked) {
      return text_of(as_object(asked), "key") == row.key;
    });
    view.rules.push_back(std::move(row));
  }
  const auto lock = cli::parse_time(text_of(snapshot.status, "lock_until"));
  if (lock && *lock > snapshot.now) {
    view.lock = fill(_("Locked until {1}. Nothing loosens before; more can always be added."),
                     {cli::moment_words(*lock, snapshot.now)});
  }
  return view;
}

std::optional<std::string> block_statement(const std::string& link, RuleScope scope, RuleEnd end,
                                           const std::string& date) {
  if (link.empty()) return std::nullopt;
  std::vector<std::string> words{link};
  if (scope == RuleScope::kProfile) words.insert(words.end(), {"scope", "profile"});
  if (end == RuleEnd::kMonth) words.insert(words.end(), {"for", "30d"});
  if (end == RuleEnd::kQuarter) words.insert(words.end(), {"for", "90d"});
  if (end == RuleEnd::kDate) words.insert(words.end(), {"until", date});
  return cli::to_statement("block", words);
}

Preview preview(const json::object& result, std::chrono::sys_seconds now) {
  Preview made;
  const json::array& pending = list_of(result, "pending");
  made.is_news = !list_of(result, "applied").empty() || !pending.empty();
  if (!made.is_news) {
    made.headline = _("This is out of reach already.");
    return made;
  }
  const json::object& plan = cli::object_of(result, "plan");
  add_part(plan, "hosts_file", _("Hosts file"), made);
  add_part(plan, "firewall", _("Firewall"), made);
  add_part(plan, "browser", _("Browser"), made);
  add_part(plan, "phone", _("Phone"), made);
  add_part(plan, "spared", _("Left alone, since others share it"), made);
  for (const json::value& note : list_of(plan, "notes")) made.notes.push_back(as_text(note));
  if (!pending.empty()) {
    made.notes.push_back(fill(_("This blocks less than now, so that part waits. {1}."),
                              {pending_words(as_object(pending.front()), now)}));
  }
  made.headline = !made.parts.empty() ? _("Nothing is changed yet. This would be held:")
                  : list_of(result, "applied").empty() ? _("Nothing is changed yet.")
                                                       : _("Nothing here can hold this yet.");
  return made;
}

std::string loosening_words(const json::object& result, std::chrono::sys_seconds now) {
  const json::array& pending = list_of(result, "pending");
  if (pending.empty()) {
    return _("It was made within the last ten minutes, so asking takes it back at once.");
  }
  return fill(_("{1}. Asking changes nothing before, and you can keep it after all at any time. A "
                "new urge puts it off."),
              {pending_words(as_object(pending.front()), now)});
}

std::string outcome_words(const json::object& result, std::chrono::sys_seconds now) {
  const json::array& refused = list_of(result, "refused");
  if (!refused.empty()) return _("A lock holds, and it takes no loosening until it ends.");
  const json::array& failing = list_of(result, "failing");
  if (!failing.empty()) {
    return fill(_("It is in the policy, and this part is tried again: {1}"),
                {as_text(failing.front())});
  }
  const json::array& pending = list_of(result, "pending");
  if (!pending.empty()) {
    return fill(_("{1}. Nothing changes before."),
                {pending_words(as_object(pending.front()), now)});
  }
  if (text_of(result, "outcome") == "unchanged") return _("That is how it is already.");
  return _("Done. It holds.");
}

}  // namespace holdfast::window
