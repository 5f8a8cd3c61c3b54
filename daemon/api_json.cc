#include "daemon/api_json.h"

#include <algorithm>

#include "daemon/layers.h"
#include "daemon/rfc3339.h"
#include "policy/block_diff.h"
#include "policy/compile.h"
#include "policy/opening.h"
#include "policy/step.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;

std::string date_text(std::chrono::local_days day) {
  return to_rfc3339(Wall{day.time_since_epoch()}).substr(0, 10);
}

Wall wall_at(Elapsed at, Moment now) { return now.wall + (at - now.elapsed); }

std::string_view word(LayerCondition condition) {
  switch (condition) {
    case LayerCondition::kOff:
      return "off";
    case LayerCondition::kUnavailable:
      return "unavailable";
    case LayerCondition::kFailing:
      return "failing";
    case LayerCondition::kHolding:
      return "holding";
  }
  return "";
}

template <class Entries>
bool any_of_rule(const Entries& entries, const std::string& key) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const auto& entry) { return entry.rule == key; });
}

template <class Entries>
std::int64_t count_of_rule(const Entries& entries, const std::string& key) {
  return std::count_if(entries.begin(), entries.end(),
                       [&](const auto& entry) { return entry.rule == key; });
}

std::string_view kind_of(const Target& target) {
  constexpr std::string_view kKinds[] = {"profile", "host", "network", "phone"};
  return kKinds[target.index()];
}

json::object rule_json(const Statement& statement, const State& state, Moment now) {
  const std::string key = key_of(statement);
  json::object rule{{"key", key},
                    {"statement", to_text(statement)},
                    {"kind", "list"},
                    {"scope", "site"},
                    {"held_by", strings_json(held_by(state, key))},
                    {"hosts", count_of_rule(state.block_set.hosts, key)},
                    {"addresses", count_of_rule(state.block_set.addresses, key)}};
  if (const auto ends = end_of(state, key)) rule["ends"] = to_rfc3339(*ends);
  if (const auto* list = std::get_if<ListRule>(&statement)) {
    const auto found = state.lists.find(list->name);
    if (found != state.lists.end()) rule["hosts"] = found->second.names;
  }
  if (const auto* block = std::get_if<BlockRule>(&statement)) {
    rule["kind"] = kind_of(block->target);
    if (block->scope != Scope::kSite) rule["scope"] = "profile";
    if (block->scope == Scope::kBrowsersOnly) rule["others_off"] = true;
    for (const auto& [id, allowance] : state.allowances) {
      if (allowance.is_open && allowance.target == block->target) {
        rule["open_until"] = to_rfc3339(wall_at(allowance.closes, now));
      }
    }
  }
  return rule;
}

Phrase what_waits(const PendingEdit& edit) {
  if (!edit.drop_index.empty()) return say("let go of names that left the list");
  if (!edit.change.after) return say("remove: {1}", {to_text(*edit.change.before)});
  if (!edit.change.before) return say("add: {1}", {to_text(*edit.change.after)});
  return say("change to: {1}", {to_text(*edit.change.after)});
}

}  // namespace

json::object check_json(const Phrase& name, std::string_view result, const Phrase& text,
                        const Phrase& advice) {
  json::object check{{"result", result}};
  put(check, "name", name);
  put(check, "text", text);
  put(check, "advice", advice);
  return check;
}

json::array strings_json(const std::vector<std::string>& strings) {
  return json::array(strings.begin(), strings.end());
}

std::string text_in(const json::object& in, std::string_view key) {
  const json::value* value = in.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : "";
}

json::object said(const Phrase& text) {
  json::object parameters;
  put(parameters, "text", text);
  return parameters;
}

json::object event_json(const LogEntry& entry) {
  json::object event{{"id", entry.id},
                     {"time", to_rfc3339(entry.at.wall)},
                     {"kind", entry.kind},
                     {"subject", entry.subject},
                     {"detail", entry.detail}};
  put(event, "text", sentence(entry));
  return event;
}

json::object pending_json(const PendingEdit& edit, const State& state, Moment now) {
  const Wall ready = wall_at(edit.ready, now);
  const Wall from =
      next_within(state.policy.calm_window, std::max(ready, now.wall), state.zone.current);
  std::string_view word = "ready";
  if (locked_until(state, now)) {
    word = "locked";
  } else if (now.elapsed < edit.ready) {
    word = "waiting";
  } else if (from > now.wall) {
    word = "outside_window";
  }
  json::object pending{{"id", edit.id},
                       {"key", edit.change.key},
                       {"asked", to_rfc3339(edit.asked.wall)},
                       {"confirm_from", to_rfc3339(from)},
                       {"confirm_until", to_rfc3339(ready + kConfirmWithin)},
                       {"state", word},
                       {"postponed", edit.postponed}};
  put(pending, "what", what_waits(edit));
  return pending;
}

json::array all_pending_json(const State& state, Moment now) {
  json::array all;
  for (const auto& [id, edit] : state.pending) all.push_back(pending_json(edit, state, now));
  return all;
}

json::object allowance_json(const Allowance& allowance, Moment now) {
  return {{"id", allowance.id},
          {"target", to_string(allowance.target)},
          {"purpose", allowance.purpose},
          {"opens", to_rfc3339(wall_at(allowance.opens, now))},
          {"closes", to_rfc3339(wall_at(allowance.closes, now))},
          {"state", allowance.is_open ? "open" : "waiting"}};
}

json::array allowances_json(const State& state, Moment now) {
  json::array all;
  for (const auto& [id, allowance] : state.allowances)
    all.push_back(allowance_json(allowance, now));
  return all;
}

json::object problem_json(const RuleProblem& problem) {
  json::object object{{"line", problem.line}, {"column", problem.column}};
  put(object, "what", problem.what);
  put(object, "hint", problem.hint);
  return object;
}

json::object streak_json(const StreakState& streak, Moment now) {
  const StreakView shown = view(streak, now).value_or(StreakView{.since = now.wall});
  json::object object{{"since", to_rfc3339(shown.since)},
                      {"days", shown.days},
                      {"best_days", shown.best_days},
                      {"total_days", shown.total_days},
                      {"slips", shown.slips}};
  if (shown.closer_support) {
    object["closer_support_until"] = to_rfc3339(wall_at(*streak.closer_support_until, now));
  }
  return object;
}

json::array layers_json(const State& state) {
  json::array layers;
  for (const auto& [layer, health] : state.health) {
    json::object one{{"layer", daemon::word(layer)}, {"state", word(health.condition)}};
    put(one, "detail", health.detail);
    put(one, "notes", health.notes);
    layers.push_back(std::move(one));
  }
  return layers;
}

json::array rules_json(const State& state, Moment now) {
  json::array rules;
  for (const Statement& statement : state.rules.statements()) {
    if (std::holds_alternative<BlockRule>(statement) ||
        std::holds_alternative<ListRule>(statement)) {
      rules.push_back(rule_json(statement, state, now));
    }
  }
  return rules;
}

json::object plan_json(const BlockSet& before, const BlockSet& after, const State& state) {
  const BlockSet fresh = newly_held(before, after);
  json::array hosts;
  json::array firewall;
  json::array browser;
  json::array phone;
  std::vector<Phrase> spared;
  std::vector<Phrase> notes;
  for (const BlockedHost& host : fresh.hosts) hosts.emplace_back(host.host.ascii());
  for (const BlockedHost& host : fresh.browsers_only) {
    firewall.emplace_back(host.host.ascii());
  }
  for (const BlockedNetwork& network : fresh.networks) {
    firewall.emplace_back(network.network.to_string());
  }
  for (const BlockedAddress& address : fresh.addresses) {
    firewall.emplace_back(address.address.to_string() + " (" + address.host.ascii() + ")");
  }
  for (const BlockedProfile& profile : fresh.profiles)
    browser.emplace_back(to_string(profile.profile));
  for (const BlockedPhone& number : fresh.phones) phone.emplace_back(to_string(number.phone));
  for (const HostName& host : after.allowed) spared.emplace_back(host.ascii());
  for (const BlockedAddress& address : fresh.shared) {
    spared.push_back(say("{1} (shared)", {address.address.to_string()}));
  }
  if (!fresh.hosts.empty()) {
    notes.push_back(
        say("the addresses of these names are looked up when the rule is armed; one that a name "
            "which is not blocked uses as well is spared"));
  }
  for (const BlockedProfile& profile : fresh.profiles) {
    const Service* service = state.catalog->find(profile.profile.service);
    const bool whole = service && any_of_rule(fresh.hosts, profile.rule) &&
                       std::any_of(fresh.hosts.begin(), fresh.hosts.end(), [](const auto& host) {
                         return host.reason == HostReason::kService;
                       });
    if (whole)
      notes.push_back(
          say("the whole of {1} goes out of reach, for everybody here", {service->name}));
  }
  json::object plan{{"hosts_file", std::move(hosts)},
                    {"firewall", std::move(firewall)},
                    {"browser", std::move(browser)},
                    {"phone", std::move(phone)}};
  put(plan, "spared", spared);
  put(plan, "notes", notes);
  return plan;
}

json::object insights_json(const Insights& told, int slips) {
  json::array weeks;
  for (const Insights::Week& week : told.by_week) {
    weeks.push_back(json::object{
        {"label", date_text(week.begins)}, {"urges", week.urges}, {"ridden_out", week.ridden_out}});
  }
  json::array days;
  for (const Insights::Day& day : told.days) {
    days.push_back(json::object{{"date", date_text(day.date)},
                                {"urges", day.urges},
                                {"ridden_out", day.ridden_out},
                                {"slips", day.slips}});
  }
  json::array helped;
  for (const Insights::Helped& one : told.helped) {
    helped.push_back(json::object{{"what", word(one.what)}, {"times", one.times}});
  }
  json::object insights{
      {"days_observed", told.days_observed},
      {"urges", told.urges},
      {"ridden_out", told.ridden_out},
      {"slips", slips},
      {"by_hour", json::array(told.by_hour.begin(), told.by_hour.end())},
      {"by_weekday", json::array(told.by_weekday.begin(), told.by_weekday.end())},
      {"by_weekday_hour", json::array(told.by_weekday_hour.begin(), told.by_weekday_hour.end())},
      {"by_week", std::move(weeks)},
      {"days", std::move(days)},
      {"helped", std::move(helped)}};
  put(insights, "sentences", told.sentences);
  return insights;
}

json::object support_json(const SupportView& support) {
  json::array now;
  for (const Help help : support.now) now.push_back(json::string(word(help)));
  json::array friends;
  for (const SupportSetting& one : support.friends) {
    friends.push_back(json::object{{"name", one.name}, {"number", one.phone.number}});
  }
  json::object object{{"now", std::move(now)},
                      {"friends", std::move(friends)},
                      {"plans", strings_json(support.plans)},
                      {"promises", promises_json(support.promises)}};
  if (support.next_milestone) object["next_milestone"] = *support.next_milestone;
  return object;
}

json::array promises_json(const std::vector<PromiseView>& promises) {
  json::array all;
  for (const PromiseView& promise : promises) {
    all.push_back(json::object{{"key", promise.key},
                               {"text", promise.text},
                               {"kept_today", promise.kept_today},
                               {"days_kept", promise.days_kept}});
  }
  return all;
}

json::object helped_json(const HelpMemory& helped) {
  json::object all;
  for (const auto& [help, times] : helped.all()) all[word(help)] = times;
  return all;
}

std::vector<std::string> held_by(const State& state, const std::string& key) {
  std::vector<std::string> layers;
  for (const Layer layer : layers_holding(state, key)) layers.emplace_back(daemon::word(layer));
  return layers;
}

}  // namespace holdfast::daemon
