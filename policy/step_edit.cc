// Edits: what tightens holds at once, what loosens waits.
#include <algorithm>
#include <utility>

#include "policy/compile.h"
#include "policy/pin.h"
#include "policy/stepper.h"

namespace holdfast {
namespace {

// Of one call: each looks for its place among all lines.
constexpr std::size_t kMostStatements = 1000;

/// How a change reads in an answer: the statement as it now stands, or that one was taken away.
Phrase words(const Change& change) {
  return change.after ? Phrase(to_text(*change.after))
                      : say("removed: {1}", {to_text(*change.before)});
}

const ListRule* list_of(const std::optional<Statement>& statement) {
  return statement ? std::get_if<ListRule>(&*statement) : nullptr;
}

}  // namespace

void Stepper::take(const event::EditAsked& asked) {
  RulesText proposed = state_.rules;
  EditOutcome bad{.kind = EditOutcome::Kind::kBadRules};
  if (asked.lines.size() > kMostStatements) {
    bad.problems.push_back(
        {.what = say("{1} statements at once", {std::to_string(asked.lines.size())}),
         .hint = say("write them into a file: `holdfast policy apply FILE`")});
    return answer(asked.request, std::move(bad));
  }
  for (std::size_t i = 0; i < asked.lines.size(); ++i) {
    auto parsed = parse_statement(asked.lines[i], *state_.catalog);
    if (auto* problem = std::get_if<RuleProblem>(&parsed)) {
      problem->line = static_cast<int>(i + 1);
      bad.problems.push_back(std::move(*problem));
    } else if (is_over(std::get<Statement>(parsed))) {
      bad.problems.push_back({.line = static_cast<int>(i + 1),
                              .what = say("this end is over already"),
                              .hint = say("name one that is to come, or none")});
    } else {
      proposed.put(std::get<Statement>(parsed));
    }
  }
  // What could not be read again after a restart must not be taken.
  if (proposed.text().size() > kMaxRulesBytes) {
    bad.problems.push_back(
        {.what = say("the policy would be longer than {1} bytes", {std::to_string(kMaxRulesBytes)}),
         .hint = say("keep many hosts in a file of their own: `block list`")});
  }
  if (!bad.problems.empty()) return answer(asked.request, std::move(bad));
  propose(asked.request, proposed);
}

bool Stepper::is_over(const Statement& statement) const {
  const End end = pinned(end_in(statement), now_, state_.zone.current);
  return std::holds_alternative<Wall>(end) && std::get<Wall>(end) <= now_.wall;
}

// Without a file there is nothing to read a wish from: it is written again.
void Stepper::take(const event::PolicyMissing&) {
  boost::json::object detail{{"layer", "policy"}};
  put(detail, "what", say("policy.rules was removed"));
  record(kind::kTamper, "", std::move(detail));
  tell(AlertKind::kTampering);
  effects_.push_back(effect::SavePolicy{state_.rules.text()});
}

void Stepper::take(const event::PolicyProposed& asked) {
  auto parsed = RulesText::parse(asked.text, *state_.catalog);
  if (auto* problems = std::get_if<std::vector<RuleProblem>>(&parsed)) {
    if (asked.request == 0) state_.file_problem = problems->front().in_file("policy.rules");
    return answer(asked.request,
                  {.kind = EditOutcome::Kind::kBadRules, .problems = std::move(*problems)});
  }
  state_.file_problem = {};
  propose(asked.request, std::get<RulesText>(parsed));
}

void Stepper::take(const event::UnblockAsked& asked) {
  std::string key = asked.what;
  if (state_.rules.find(key) == nullptr) {
    const auto target = parse_target(asked.what, *state_.catalog);
    const auto statement = parse_statement(asked.what, *state_.catalog);
    const auto* written = std::get_if<Statement>(&statement);
    key = written != nullptr ? key_of(*written)
                             : "block " + (target ? to_string(*target) : asked.what);
  }
  if (state_.rules.find(key) == nullptr) {
    return answer(asked.request, {.kind = EditOutcome::Kind::kNotFound,
                                  .text = say("no rule blocks exactly that; `holdfast rules` lists "
                                              "them, `holdfast why` says which one answers")});
  }
  RulesText proposed = state_.rules;
  proposed.remove(key);
  propose(asked.request, proposed);
}

void Stepper::propose(RequestId request, const RulesText& wanted) {
  const RulesText proposed = pin_lengths(wanted, now_, state_.zone.current);
  Split parts = split(state_.rules, proposed, now_, state_.zone.current);
  std::erase_if(parts.later, [&](const Change& change) {
    if (!is_free_choice(change) || !apply_loosening(parts.now, change)) return false;
    settle_waiting(change);
    return true;
  });

  if (has_pass() && request != 0 && !parts.later.empty()) {
    if (parts.later.size() > 1) {
      return refuse(request, say("your friend's code lets one loosening through, and this holds "
                                 "several"));
    }
    const Change loosening = parts.later.front();
    if (apply_loosening(parts.now, loosening)) {
      parts.later.clear();
      use_pass();
      settle_waiting(loosening);
    }
  }
  EditOutcome outcome;
  const std::vector<Change> at_once = compare(state_.rules, parts.now, now_, state_.zone.current);
  const auto until = locked_until(state_, now_);
  if (until && !parts.later.empty()) {
    for (const Change& change : parts.later) {
      record(kind::kRefused, change.key);
      tell_of_refusal(change);
      outcome.refused.push_back(words(change));
    }
    if (at_once.empty()) {
      // A file edited by hand gets back the lines that hold.
      if (request == 0) effects_.push_back(effect::SavePolicy{state_.rules.text()});
      return refuse(request, say("a lock holds, and it takes no loosening until it ends"), *until);
    }
  }
  for (const Change& change : at_once) outcome.applied.push_back(words(change));
  remember(at_once);
  if (!until) {
    std::erase_if(parts.later, [&](const Change& change) {
      if (!take_back(change, parts.now)) return false;
      outcome.applied.push_back(words(change));
      return true;
    });
  }
  const bool text_differs =
      parts.now.text() != state_.rules.text() || parts.now.text() != wanted.text();
  hold(std::move(parts.now));
  if (text_differs) effects_.push_back(effect::SavePolicy{state_.rules.text()});
  if (!until) {
    for (const Change& change : parts.later) make_wait(change, outcome);
  }
  import_new_lists();
  if (!outcome.applied.empty()) outcome.kind = EditOutcome::Kind::kDone;
  if (!outcome.pending.empty()) outcome.kind = EditOutcome::Kind::kPending;
  answer_when_held(request, std::move(outcome));
}

void Stepper::hold(RulesText rules) {
  const bool was_told_weekly = state_.policy.partner && state_.policy.partner->summary;
  if (rules.text() != state_.rules.text()) state_.former_text = state_.rules.text();
  state_.rules = std::move(rules);
  state_.policy = state_.rules.policy();
  follow_partner();
  if (!was_told_weekly) begin_summaries();
  if (!state_.policy.blocks.empty() || !state_.policy.lists.empty()) {
    begin_streak(state_.streak, now_);
  }
}

void Stepper::remember(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    if (!change.after) {
      state_.memory.erase(change.key);
      state_.promises.erase(change.key);
      state_.lists.erase(list_of(change.before) ? list_of(change.before)->name : "");
      record(kind::kRuleRemoved, change.key);
      continue;
    }
    const End end = end_in(*change.after);
    RuleMemory& memory = state_.memory[change.key];
    if (!change.before) memory.made = now_.elapsed;
    const End absolute = pinned(end, now_, state_.zone.current);
    memory.ends = std::holds_alternative<Wall>(absolute) ? std::optional(std::get<Wall>(absolute))
                                                         : std::nullopt;
    record(change.before ? kind::kRuleChanged : kind::kRuleAdded, change.key,
           {{"statement", to_text(*change.after)}});
    // The new words outdo a loosening of the old ones that still waits.
    if (change.direction == Direction::kTightening) {
      std::erase_if(state_.pending, [&](const auto& entry) {
        return entry.second.change.key == change.key && entry.second.drop_index.empty();
      });
    }
  }
}

void Stepper::make_wait(const Change& change, EditOutcome& outcome) {
  for (const auto& [id, waiting] : state_.pending) {
    if (waiting.change == change) return outcome.pending.push_back(id);  // asked for before
  }
  const PendingEdit edit{.id = fresh_id(),
                         .change = change,
                         .drop_index = {},
                         .asked = now_,
                         .ready = now_.elapsed + state_.policy.cooling_off};
  state_.pending[edit.id] = edit;
  outcome.pending.push_back(edit.id);
  boost::json::object detail{{"edit", edit.id}};
  put(detail, "what", words(change));
  record(kind::kPending, change.key, std::move(detail));
  tell_of_loosening(change);
}

bool Stepper::take_back(const Change& removal, RulesText& rules) {
  const bool is_rule = removal.before && (std::holds_alternative<BlockRule>(*removal.before) ||
                                          list_of(removal.before) != nullptr);
  if (!is_rule || removal.after) return false;
  const auto made = state_.memory.find(removal.key);
  if (made == state_.memory.end() || now_.elapsed >= made->second.made + kTakeBackWithin) {
    return false;
  }
  const auto before = state_.taken_back.find(removal.key);
  const bool was_taken_back_lately =
      before != state_.taken_back.end() && now_.elapsed < before->second + kTakeBackOnceIn;
  if (was_taken_back_lately || !apply_loosening(rules, removal)) return false;
  state_.taken_back[removal.key] = now_.elapsed;
  state_.memory.erase(removal.key);
  if (const ListRule* list = list_of(removal.before)) state_.lists.erase(list->name);
  record(kind::kTakenBack, removal.key);
  return true;
}

void Stepper::refuse(RequestId request, Phrase text, std::optional<Wall> until) {
  answer(request, {.kind = EditOutcome::Kind::kRefused, .text = std::move(text), .until = until});
}

void Stepper::answer_when_held(RequestId request, EditOutcome outcome) {
  if (request == 0) return;
  // Only what is enforced again can be waited for; `settle` asks for it where the set differs.
  const bool will_enforce = enforce_anyway_ || compile(state_, now_) != state_.block_set;
  std::set<Layer> outstanding;
  if (will_enforce) {
    for (const auto& [layer, health] : state_.health) {
      if (health.condition >= LayerCondition::kFailing) outstanding.insert(layer);
    }
  }
  std::set<std::string> lists;
  for (const Effect& effect : effects_) {
    if (const auto* import = std::get_if<effect::ImportList>(&effect)) lists.insert(import->name);
  }
  state_.awaited.push_back({request, std::move(outstanding), std::move(lists), std::move(outcome)});
  answer_those_held();
}

void Stepper::answer_those_held() {
  const auto is_held = [](const AwaitedAnswer& awaited) {
    return awaited.outstanding.empty() && awaited.lists.empty();
  };
  for (AwaitedAnswer& awaited : state_.awaited) {
    if (is_held(awaited)) answer(awaited.request, std::move(awaited.outcome));
  }
  std::erase_if(state_.awaited, is_held);
}

void Stepper::import_new_lists() {
  for (const ListRule& list : state_.policy.lists) {
    if (!state_.lists[list.name].indexes.empty()) continue;
    effects_.push_back(effect::ImportList{list.name, list.path});
  }
}

void Stepper::take(const event::ListImported& imported) {
  const auto found = state_.lists.find(imported.name);
  if (found == state_.lists.end()) return;
  ImportedList& list = found->second;
  const std::string key = "block list " + imported.name;
  if (!imported.failure.empty()) {
    if (list.failure != imported.failure) {
      boost::json::object detail;
      put(detail, "text", imported.failure);
      record(kind::kLayerFailed, key, std::move(detail));
    }
    list.failure = imported.failure;
    list.try_again = now_.elapsed + kTryListAgain;
  } else {
    list.failure = {};
    list.try_again.reset();
    take_index(key, list, imported);
  }
  for (AwaitedAnswer& awaited : state_.awaited) awaited.lists.erase(imported.name);
  answer_those_held();
}

// What the list said before goes on holding until its names may go, however often it changes.
void Stepper::take_index(const std::string& key, ImportedList& list,
                         const event::ListImported& imported) {
  list.names = imported.names;
  if (!list.indexes.empty() && list.indexes.front() == imported.index) return;
  std::vector<std::string> former = std::move(list.indexes);
  if (imported.removed == 0 && !former.empty()) former.erase(former.begin());
  std::erase(former, imported.index);
  std::erase_if(state_.pending,
                [&](const auto& entry) { return entry.second.drop_index == imported.index; });
  for (const std::string& index : former) let_go_later(key, index, imported.removed);
  list.indexes = {imported.index};
  list.indexes.insert(list.indexes.end(), former.begin(), former.end());
  record(kind::kListUpdated, key, {{"names", imported.names}});
}

// A summary counts what somebody asked for; what a list let go of was asked for by nobody, also
// where a row of weeks ago has said so.
boost::json::object Stepper::mention(const PendingEdit& edit) {
  boost::json::object detail{{"edit", edit.id}};
  if (!edit.drop_index.empty()) detail["of_list"] = true;
  return detail;
}

void Stepper::let_go_later(const std::string& key, const std::string& index, std::int64_t names) {
  for (const auto& [id, edit] : state_.pending) {
    if (edit.drop_index == index) return;
  }
  const std::int64_t id = fresh_id();
  PendingEdit& edit = state_.pending[id];
  edit.id = id;
  edit.change = {Direction::kLoosening, key, {}, {}};
  edit.drop_index = index;
  edit.asked = now_;
  edit.ready = now_.elapsed + state_.policy.cooling_off;
  record(kind::kPending, key, {{"edit", id}, {"names_removed", names}});
}

}  // namespace holdfast
