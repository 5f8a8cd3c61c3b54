// Calls that change nothing: answered from the state and the store.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "daemon/api.h"
#include "daemon/api_json.h"
#include "daemon/event_pages.h"
#include "daemon/export_pieces.h"
#include "daemon/log.h"
#include "daemon/partner_json.h"
#include "daemon/rfc3339.h"
#include "platform/ipc/names.h"
#include "policy/compile.h"
#include "policy/export_text.h"

namespace holdfast::daemon {
namespace {

namespace json = boost::json;

json::object events_json(const std::vector<LogEntry>& entries) {
  json::array events;
  for (const LogEntry& entry : entries) events.push_back(event_json(entry));
  return {{"events", std::move(events)}};
}

Wall start_of_today(Moment now, const TimeZone& zone) {
  const auto midnight = std::chrono::floor<std::chrono::days>(zone.to_local(now.wall));
  return zone.to_wall(midnight);
}

json::object rules_by_kind(const Policy& policy) {
  constexpr std::string_view kKinds[] = {"profile", "host", "network", "phone"};
  std::array<std::int64_t, std::size(kKinds)> counts{};
  for (const BlockRule& rule : policy.blocks) ++counts[rule.target.index()];
  json::object kinds;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) kinds[kKinds[i]] = counts[i];
  }
  if (!policy.lists.empty()) kinds["list"] = std::ssize(policy.lists);
  return kinds;
}

}  // namespace

int Api::count_since(Wall since, std::string_view kind) const {
  int count = 0;
  const auto read = from_.store.events({.since = since, .kinds = {std::string(kind)}},
                                       [&](const platform::EventRow&) { return ++count > 0; });
  return read ? count : 0;
}

// A status bar asks often, and the counts change only with an event.
const Api::Today& Api::today(Moment now) {
  const Wall since = start_of_today(now, from_.controller.state().zone.current);
  if (!today_ || today_->since != since) {
    today_ = {since, count_since(since, kind::kUrge), count_since(since, kind::kRiddenOut)};
  }
  return *today_;
}

std::vector<Phrase> Api::warnings(Moment now) const {
  const State& state = from_.controller.state();
  std::vector<Phrase> warnings;
  if (!state.file_problem.empty()) {
    warnings.push_back(
        say("{1} (what held before goes on holding; `holdfast edit` checks as you write)",
            {state.file_problem}));
  }
  for (const auto& [name, list] : state.lists) {
    if (!list.failure.empty()) {
      warnings.push_back(
          list.indexes.empty()
              ? say("the list {1} holds nothing: {2}", {name, list.failure})
              : say("the list {1} holds what it said before: {2}", {name, list.failure}));
    }
  }
  for (Phrase& trouble : from_.troubles()) warnings.push_back(std::move(trouble));
  if (state.zone.previous && now.elapsed < state.zone.settles) {
    warnings.push_back(
        say("the time zone changed: until it has settled, openings need both zones"));
  }
  return warnings;
}

void Api::get_status(const json::object&, Responder out) {
  const State& state = from_.controller.state();
  const Moment now = from_.controller.now();
  const std::int64_t rules = std::ssize(state.policy.blocks) + std::ssize(state.policy.lists);
  auto names = static_cast<std::int64_t>(state.block_set.hosts.size());
  for (const auto& [name, list] : state.lists) names += list.names;
  const std::vector<RuleWithoutLayer> unheld = rules_without_layer(state);
  const bool weakened =
      std::any_of(
          state.health.begin(), state.health.end(),
          [](const auto& layer) { return layer.second.condition == LayerCondition::kFailing; }) ||
      std::any_of(unheld.begin(), unheld.end(), [](const auto& rule) { return rule.is_a_gap; });
  std::vector<Phrase> told = warnings(now);
  for (Phrase& trouble : letter_troubles(state, now)) told.push_back(std::move(trouble));
  for (const RuleWithoutLayer& rule : unheld) told.push_back(rule.text);
  json::array open;
  for (const auto& [rule, episode] : state.episodes.open()) {
    LogEntry entry{episode.id,
                   {episode.began, now.wall + (episode.began - now.elapsed)},
                   std::string(kind::kUrge),
                   rule,
                   {{"attempts", episode.attempts}}};
    if (rule.empty()) entry.detail["said"] = true;
    open.push_back(event_json(entry));
  }
  const Today& so_far = today(now);
  const Coverage& coverage = state.coverage.sum;
  json::object status{
      {"version", from_.version},
      {"state", rules == 0 ? "unconfigured"
                : weakened ? "weakened"
                           : "holding"},
      {"alias", state.policy.alias},
      {"urges_today", so_far.urges},
      {"ridden_out_today", so_far.ridden_out},
      {"open_urges", std::move(open)},
      {"rules", rules},
      {"rules_by_kind", rules_by_kind(state.policy)},
      {"names_held", names},
      {"layers", layers_json(state)},
      {"browsers", browsers_json()},
      {"pending", all_pending_json(state, now)},
      {"allowances", allowances_json(state, now)},
      {"coverage_percent", coverage.percent()},
      {"unobserved_seconds",
       std::chrono::floor<std::chrono::seconds>(coverage.weakened + coverage.not_running).count()},
      {"coverage", to_json(coverage)}};
  put(status, "warnings", told);
  if (state.streak.first_start) status["streak"] = streak_json(state.streak, now);
  if (const auto until = locked_until(state, now)) status["lock_until"] = to_rfc3339(*until);
  out.reply(std::move(status));
}

void Api::list_rules(const json::object&, Responder out) {
  json::array rules = rules_json(from_.controller.state(), from_.controller.now());
  add_browsers(rules);
  out.reply({{"rules", std::move(rules)}});
}

void Api::list_pending(const json::object&, Responder out) {
  const Moment now = from_.controller.now();
  const State& state = from_.controller.state();
  out.reply(
      {{"pending", all_pending_json(state, now)}, {"allowances", allowances_json(state, now)}});
}

void Api::why(const json::object& in, Responder out) {
  const State& state = from_.controller.state();
  const std::string query(in.at("query").as_string());
  const auto target = parse_target(query, *state.catalog);
  if (!target) return out.error(ipc::kBadInput, said(target.error().text));
  json::object answer{{"blocked", false},
                      {"rule", ""},
                      {"statement", ""},
                      {"layers", json::array{}},
                      {"reason", ""}};
  std::optional<Covering> found;
  std::optional<HostName> allowed;
  if (const auto* host = std::get_if<HostTarget>(&*target)) {
    allowed = allowed_by(state.block_set, host->host);
    found = covering(state.block_set, host->host, from_.lists);
  } else if (const auto* network = std::get_if<NetworkTarget>(&*target)) {
    found = covering(state.block_set, network->network.base());
  } else {
    const std::string key = "block " + to_string(*target);
    const auto* profile = std::get_if<ProfileTarget>(&*target);
    if (state.rules.find(key) != nullptr) {
      found = Covering{.rule = key, .entry = to_string(*target)};
    } else if (const Service* service = profile ? state.catalog->find(profile->service) : nullptr;
               service && !service->hosts.empty()) {
      found = covering(state.block_set, service->hosts.front(), from_.lists);
    }
  }
  if (!found) found = covering_page(query);
  if (!found) {
    put(answer, "because",
        allowed ? say("`allow {1}` lets it through", {allowed->ascii()})
                : say("no rule of the policy covers it"));
    return out.reply(std::move(answer));
  }
  const Statement* statement = state.rules.find(found->rule);
  answer["blocked"] = true;
  answer["rule"] = found->rule;
  answer["statement"] = statement ? to_text(*statement) : found->rule;
  answer["layers"] = strings_json(held_by(state, found->rule));
  answer["reason"] = found->entry;
  put(answer, "because", say("`{1}` holds {2}", {found->rule, found->entry}));
  if (found->ends) answer["ends"] = to_rfc3339(*found->ends);
  out.reply(std::move(answer));
}

void Api::get_policy(const json::object&, Responder out) {
  out.reply({{"text", from_.controller.state().rules.text()}});
}

void Api::check_policy(const json::object& in, Responder out) {
  const auto parsed =
      RulesText::parse(in.at("text").as_string(), *from_.controller.state().catalog);
  json::array problems;
  if (const auto* found = std::get_if<std::vector<RuleProblem>>(&parsed)) {
    for (const RuleProblem& problem : *found) problems.push_back(problem_json(problem));
  }
  out.reply({{"problems", std::move(problems)}});
}

void Api::log(const json::object& in, Responder out) {
  platform::Store::Query query;
  if (const json::value* since = in.if_contains("since"); since && since->is_string()) {
    const auto at = from_rfc3339(since->as_string());
    if (!at) return out.error(ipc::kBadInput, said(at.error().text));
    query.since = *at;
  }
  if (const json::value* kinds = in.if_contains("kinds"); kinds && kinds->is_array()) {
    for (const json::value& kind : kinds->as_array()) query.kinds.emplace_back(kind.as_string());
  }
  const json::value* limit = in.if_contains("limit");
  if (limit && limit->is_int64()) {
    query.limit = limit->as_int64();
  } else if (!out.takes_more()) {
    query.limit = EventPages::kEventsAPage;
  }
  const std::vector<std::string> followed = query.kinds;
  EventPages pages(from_.store, std::move(query));
  auto page = pages.next();
  if (!page) return out.error(ipc::kFailed, said(page.error().text));
  const json::value* follow = in.if_contains("follow");
  if (follow && follow->is_bool() && follow->as_bool()) {
    for (; page && !page->empty(); page = pages.next()) {
      out.reply(events_json(*page), Responder::Continues::kYes);
    }
    std::erase_if(followers_, [](const Follower& follower) { return !follower.out.is_open(); });
    followers_.push_back({followed, std::move(out)});
    return;
  }
  out.stream([pages = std::move(pages),
              next = std::optional(events_json(*page))]() mutable -> std::optional<json::object> {
    if (!next) return std::nullopt;
    const auto later = pages.next();
    if (!later)
      holdfast::daemon::log(LogLevel::kError, "the log ends early: " + later.error().text);
    const bool is_last = !later || later->empty();
    return std::exchange(next, is_last ? std::nullopt : std::optional(events_json(*later)));
  });
}

void Api::watch(const json::object&, Responder out) {
  std::erase_if(watchers_, [](const Responder& watcher) { return !watcher.is_open(); });
  watchers_.push_back(std::move(out));
}

void Api::announce(const LogEntry& entry) {
  today_.reset();
  const json::object event = event_json(entry);
  std::erase_if(watchers_, [](const Responder& watcher) { return !watcher.is_open(); });
  for (const Responder& watcher : watchers_) {
    watcher.reply({{"event", event}}, Responder::Continues::kYes);
  }
  std::erase_if(followers_, [](const Follower& follower) { return !follower.out.is_open(); });
  for (const Follower& follower : followers_) {
    const auto& kinds = follower.kinds;
    if (kinds.empty() || std::find(kinds.begin(), kinds.end(), entry.kind) != kinds.end()) {
      follower.out.reply({{"events", json::array{event}}}, Responder::Continues::kYes);
    }
  }
}

void Api::doctor(const json::object&, Responder out) {
  const State& state = from_.controller.state();
  json::array checks;
  for (const auto& [layer, health] : state.health) {
    const Phrase name = say("layer {1}", {name_of(layer)});
    if (health.condition == LayerCondition::kUnavailable) {
      checks.push_back(check_json(name, "skipped", health.detail, say("the other layers go on")));
      continue;
    }
    const Layers::Look look = from_.layers.look(layer, state.block_set);
    const bool good = look.found == Layers::Found::kHolds;
    checks.push_back(check_json(
        name, good ? "ok" : "broken", good ? say("holds what the policy says") : look.what,
        good ? Phrase() : say("it is put back at once; `holdfast log` says by whom")));
    for (const Phrase& note : health.notes) checks.push_back(check_json(name, "weak", note));
  }
  add_browser_checks(checks);
  const auto chain = from_.store.verify_chain();
  if (!chain) {
    checks.push_back(check_json(say("record"), "broken", chain.error().text));
  } else if (chain->broken_at) {
    checks.push_back(check_json(
        say("record"), "broken",
        say("entry {1} was changed after it was written", {std::to_string(*chain->broken_at)})));
  } else {
    checks.push_back(check_json(say("record"), "ok",
                                say_count("{1} entry, not changed", "{1} entries, none changed",
                                          chain->rows, {std::to_string(chain->rows)})));
  }
  for (const Phrase& warning : warnings(from_.controller.now())) {
    checks.push_back(check_json(say("policy"), "weak", warning));
  }
  for (const RuleWithoutLayer& rule : rules_without_layer(state)) {
    checks.push_back(check_json(say("rule"), "weak", rule.text, rule.advice));
  }
  if (state.policy.partner) {
    const auto account = platform::read_mail_account(from_.paths);
    std::vector<Phrase> troubles = letter_troubles(state, from_.controller.now());
    if (!account && troubles.empty()) troubles.push_back(account.error().text);
    for (const Phrase& trouble : troubles)
      checks.push_back(check_json(say("mail"), "weak", trouble));
    if (troubles.empty()) {
      checks.push_back(check_json(say("mail"), "ok",
                                  say("an account is there; `holdfast partner "
                                      "test` tries it")));
    }
  }
  json::array names;
  if (from_.layers.in_use().contains(Layer::kHosts)) {
    constexpr std::size_t kFew = 3;
    const std::size_t count = std::min(kFew, state.block_set.hosts.size());
    for (std::size_t i = 0; i < count; ++i) {
      names.emplace_back(state.block_set.hosts[i].host.ascii());
    }
  }
  out.reply({{"checks", std::move(checks)},
             {"names", std::move(names)},
             {"sinkhole", from_.sinkhole.to_string()}});
}

void Api::export_set(const json::object& in, Responder out) {
  const State& state = from_.controller.state();
  const Moment now = from_.controller.now();
  const auto& format = in.at("format").as_string();
  auto text = export_text(format, state);
  if (!text) return out.error(ipc::kBadInput, said(text.error().text));
  if (format != "json") {
    return out.stream(text_pieces(
        [text = std::move(text).value()]() mutable { return std::exchange(text, ""); }));
  }
  json::object all = json::parse(*text).as_object();
  if (state.streak.first_start) all["streak"] = streak_json(state.streak, now);
  all["pending"] = all_pending_json(state, now);
  all["allowances"] = allowances_json(state, now);
  all["promises"] = promises_json(support_at(state, now).promises);
  all["helped"] = helped_json(state.helped);
  all["coverage"] = to_json(state.coverage.sum);
  all["partner"] = partner_json(state, now, platform::read_mail_account(from_.paths));
  out.stream(text_pieces(with_events(all, EventPages(from_.store, {}))));
}

}  // namespace holdfast::daemon
