#include "policy/memory.h"

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <utility>

#include "policy/moment_json.h"
#include "policy/partner/partner_memory.h"

namespace holdfast {
namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

json::value statement_text(const std::optional<Statement>& statement) {
  if (!statement) return nullptr;
  return json::string(to_text(*statement));
}

json::object zone_object(const TimeZone& zone) {
  json::array transitions;
  for (const TimeZone::Transition& transition : zone.transitions()) {
    transitions.push_back(
        json::array{transition.from.time_since_epoch().count(), transition.offset.count()});
  }
  return {{"name", zone.name()},
          {"initial", zone.initial().count()},
          {"transitions", std::move(transitions)}};
}

TimeZone zone_of(const json::value& value) {
  using std::chrono::seconds;
  std::vector<TimeZone::Transition> transitions;
  for (const json::value& pair : value.at("transitions").as_array()) {
    transitions.push_back({std::chrono::sys_seconds(seconds(pair.at(0).to_number<std::int64_t>())),
                           seconds(pair.at(1).to_number<std::int64_t>())});
  }
  return TimeZone(std::string(value.at("name").as_string()),
                  seconds(value.at("initial").to_number<std::int64_t>()), std::move(transitions));
}

/// Reads one fact at a time into a state; any exception means that the fact is damaged.
class Reader {
 public:
  explicit Reader(State& state) : state_(state) {}

  void read(const std::string& key, const std::string& text) {
    const std::size_t slash = key.find('/');
    const std::string room = key.substr(0, slash);
    const std::string name = slash == std::string::npos ? "" : key.substr(slash + 1);
    if (room == "policy") return read_policy(text);
    if (room == "former_policy") {
      state_.former_text = text;
      return;
    }
    if (room == "clock" || room == "mail") return;  // the daemon's own
    const json::value value = json::parse(text);
    if (room == "rule") read_rule(name, value);
    if (room == "pending") read_pending(name, value);
    if (room == "allowance") read_allowance(name, value);
    if (room == "list") read_list(name, value);
    if (room == "taken_back") state_.taken_back[name] = elapsed_of(value);
    if (room == "urge") read_urge(name, value);
    if (room == "zone") read_zone(value);
    if (room == "streak") read_streak(value);
    if (room == "counter") state_.last_id = value.to_number<std::int64_t>();
    if (room == "coverage") read_coverage(value);
    if (room == "partner") state_.partner = with_letters(partner_in(value), state_.partner);
    if (room == "letter") read_letter(value);
    if (room == "promise") read_promise(name, value);
    if (room == "helped") read_helped(name, value);
    if (room == "failing") state_.failing_recorded.insert(name);
  }

 private:
  void read_policy(const std::string& text) {
    std::vector<RuleProblem> problems;
    state_.rules = RulesText::read_again(text, *state_.catalog, problems);
    state_.policy = state_.rules.policy();
    if (!problems.empty()) state_.file_problem = problems.front().in_file("policy.rules");
  }

  std::optional<Statement> statement(const json::value& value) const {
    if (value.is_null()) return std::nullopt;
    auto parsed = parse_statement(value.as_string(), *state_.catalog);
    return std::get<Statement>(std::move(parsed));
  }

  void read_rule(const std::string& key, const json::value& value) {
    RuleMemory memory{.made = elapsed_of(value.at("made")), .ends = std::nullopt};
    if (const auto* ends = value.as_object().if_contains("ends")) memory.ends = wall_of(*ends);
    state_.memory[key] = memory;
  }

  void read_pending(const std::string& id, const json::value& value) {
    PendingEdit edit;
    edit.id = std::stoll(id);
    edit.change.direction = Direction::kLoosening;
    edit.change.key = value.at("key").as_string();
    edit.change.before = statement(value.at("before"));
    edit.change.after = statement(value.at("after"));
    edit.drop_index = value.at("drop_index").as_string();
    edit.asked = {elapsed_of(value.at("asked")), wall_of(value.at("asked_wall"))};
    edit.ready = elapsed_of(value.at("ready"));
    edit.postponed = value.at("postponed").to_number<int>();
    edit.announced = value.at("announced").as_bool();
    state_.pending[edit.id] = std::move(edit);
  }

  void read_allowance(const std::string& id, const json::value& value) {
    auto target = parse_target(value.at("target").as_string(), *state_.catalog);
    if (!target) throw std::runtime_error(target.error().text);
    state_.allowances[std::stoll(id)] =
        Allowance{.id = std::stoll(id),
                  .target = std::move(target).value(),
                  .purpose = std::string(value.at("purpose").as_string()),
                  .opens = elapsed_of(value.at("opens")),
                  .closes = elapsed_of(value.at("closes")),
                  .is_open = value.at("is_open").as_bool()};
  }

  void read_list(const std::string& name, const json::value& value) {
    ImportedList list;
    for (const json::value& index : value.at("indexes").as_array()) {
      list.indexes.emplace_back(index.as_string());
    }
    list.names = value.at("names").to_number<std::int64_t>();
    state_.lists[name] = std::move(list);
  }

  void read_urge(const std::string& rule, const json::value& value) {
    state_.episodes.restore(rule, {.id = value.at("id").to_number<std::int64_t>(),
                                   .began = elapsed_of(value.at("began")),
                                   .last = elapsed_of(value.at("last")),
                                   .attempts = value.at("attempts").to_number<std::uint32_t>()});
  }

  void read_zone(const json::value& value) {
    state_.zone.current = zone_of(value.at("current"));
    if (const auto* previous = value.as_object().if_contains("previous")) {
      state_.zone.previous = zone_of(*previous);
      state_.zone.settles = elapsed_of(value.at("settles"));
    }
  }

  void read_streak(const json::value& value) {
    StreakState& streak = state_.streak;
    streak.first_start = wall_of(value.at("first_start"));
    streak.start = wall_of(value.at("start"));
    streak.best = milliseconds(value.at("best").to_number<std::int64_t>());
    streak.slips = value.at("slips").to_number<int>();
    if (const auto* until = value.as_object().if_contains("closer_support_until")) {
      streak.closer_support_until = elapsed_of(*until);
    }
    if (const auto* days = value.as_object().if_contains("milestone")) {
      streak.milestone = days->to_number<int>();
    }
  }

  void read_promise(const std::string& key, const json::value& value) {
    const std::chrono::days last(value.at("last").to_number<int>());
    state_.promises[key] = {std::chrono::local_days(last), value.at("days").to_number<int>()};
  }

  void read_helped(const std::string& name, const json::value& value) {
    const auto help = help_of(name);
    if (!help) throw std::runtime_error("no help of this name");
    state_.helped.restore(*help, std::clamp(value.to_number<int>(), 0, HelpMemory::kMost));
  }

  void read_coverage(const json::value& value) {
    const json::object& object = value.as_object();
    state_.coverage.sum = coverage_in(object.at("sum").as_object());
    state_.coverage.told = coverage_in(object.at("told").as_object());
    if (const auto* day = object.if_contains("day")) {
      state_.coverage.day = std::chrono::local_days(std::chrono::days(day->to_number<int>()));
    }
  }

  void read_letter(const json::value& value) {
    Letter letter = letter_in(value);
    const std::int64_t id = letter.id;
    state_.partner.letters[id] = std::move(letter);
  }

  static PartnerState with_letters(PartnerState partner, PartnerState& former) {
    partner.letters = std::move(former.letters);
    return partner;
  }

  State& state_;
};

json::object coverage_object(const CoverageMemory& coverage) {
  json::object object{{"sum", to_json(coverage.sum)}, {"told", to_json(coverage.told)}};
  if (coverage.day) object["day"] = coverage.day->time_since_epoch().count();
  return object;
}

json::object pending_object(const PendingEdit& edit) {
  return {{"key", edit.change.key},
          {"before", statement_text(edit.change.before)},
          {"after", statement_text(edit.change.after)},
          {"drop_index", edit.drop_index},
          {"asked", to_number(edit.asked.elapsed)},
          {"asked_wall", to_number(edit.asked.wall)},
          {"ready", to_number(edit.ready)},
          {"postponed", edit.postponed},
          {"announced", edit.announced}};
}

json::object streak_object(const StreakState& streak) {
  json::object object{{"first_start", to_number(*streak.first_start)},
                      {"start", to_number(streak.start)},
                      {"best", streak.best.count()},
                      {"slips", streak.slips},
                      {"milestone", streak.milestone}};
  if (streak.closer_support_until) {
    object["closer_support_until"] = to_number(*streak.closer_support_until);
  }
  return object;
}

}  // namespace

std::map<std::string, std::string> memory_of(const State& state) {
  std::map<std::string, std::string> facts;
  const auto put = [&](const std::string& key, const json::value& value) {
    facts[key] = json::serialize(value);
  };
  facts["policy"] = state.rules.text();
  facts["former_policy"] = state.former_text;
  for (const auto& [key, memory] : state.memory) {
    json::object object{{"made", to_number(memory.made)}};
    if (memory.ends) object["ends"] = to_number(*memory.ends);
    put("rule/" + key, object);
  }
  for (const auto& [id, edit] : state.pending) {
    put("pending/" + std::to_string(id), pending_object(edit));
  }
  for (const auto& [id, allowance] : state.allowances) {
    put("allowance/" + std::to_string(id), json::object{{"target", to_string(allowance.target)},
                                                        {"purpose", allowance.purpose},
                                                        {"opens", to_number(allowance.opens)},
                                                        {"closes", to_number(allowance.closes)},
                                                        {"is_open", allowance.is_open}});
  }
  for (const auto& [name, list] : state.lists) {
    put("list/" + name,
        json::object{{"indexes", json::array(list.indexes.begin(), list.indexes.end())},
                     {"names", list.names}});
  }
  for (const auto& [key, at] : state.taken_back) put("taken_back/" + key, to_number(at));
  for (const auto& [rule, episode] : state.episodes.open()) {
    put("urge/" + rule, json::object{{"id", episode.id},
                                     {"began", to_number(episode.began)},
                                     {"last", to_number(episode.last)},
                                     {"attempts", episode.attempts}});
  }
  json::object zone{{"current", zone_object(state.zone.current)}};
  if (state.zone.previous) {
    zone["previous"] = zone_object(*state.zone.previous);
    zone["settles"] = to_number(state.zone.settles);
  }
  put("zone", zone);
  if (state.streak.first_start) put("streak", streak_object(state.streak));
  put("counter", state.last_id);
  put("coverage", coverage_object(state.coverage));
  if (state.partner != PartnerState()) put("partner", partner_json(state.partner));
  for (const auto& [id, letter] : state.partner.letters) {
    put("letter/" + std::to_string(id), letter_json(letter));
  }
  for (const auto& [key, memory] : state.promises) {
    put("promise/" + key,
        json::object{{"last", memory.last.time_since_epoch().count()}, {"days", memory.days_kept}});
  }
  for (const auto& [help, times] : state.helped.all()) {
    put("helped/" + std::string(word(help)), times);
  }
  for (const std::string& layer : state.failing_recorded) put("failing/" + layer, true);
  return facts;
}

State remembered(const std::map<std::string, std::string>& facts,
                 std::shared_ptr<const Catalog> catalog, std::vector<std::string>& problems) {
  State state;
  state.catalog = std::move(catalog);
  Reader reader(state);
  for (const auto& [key, text] : facts) {
    try {
      reader.read(key, text);
    } catch (const std::exception&) {
      // Not the whole key: it names rules, and this goes into the system's journal.
      problems.push_back("a remembered entry of the kind `" + key.substr(0, key.find('/')) +
                         "` cannot be read");
    }
  }
  return state;
}

}  // namespace holdfast
