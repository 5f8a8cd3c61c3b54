// What time alone does: rules end, waits lapse, windows open and close, urges pass, days add up.
#include <algorithm>
#include <utility>

#include "policy/compile.h"
#include "policy/opening.h"
#include "policy/stepper.h"
#include "policy/written_time.h"

namespace holdfast {
namespace {

// The clock's anchor is put down at least this often while the daemon runs.
constexpr std::chrono::hours kCheckpoint{1};
constexpr std::size_t kDateLength = 10;  // YYYY-MM-DD

}  // namespace

void Stepper::pass_time() {
  count_coverage();
  state_.last_step = now_.elapsed;
  record_coverage();
  if (!has_pass()) use_pass();  // one that is over must not open again, should the clock be lost
  std::erase_if(state_.passed, [&](const auto& entry) {
    return entry.second + kSayWhatHelpedWithin <= now_.elapsed;
  });
  const auto quiet = state_.episodes.end_quiet(now_.elapsed);
  for (const auto& [rule, episode] : quiet) state_.passed[episode.id] = now_.elapsed;
  end_urges(quiet);
  announce_milestone();
  end_rules();
  lapse_pending();
  turn_allowances();
  if (state_.zone.previous && now_.elapsed >= state_.zone.settles) state_.zone.previous.reset();
  std::erase_if(state_.taken_back,
                [&](const auto& entry) { return entry.second + kTakeBackOnceIn <= now_.elapsed; });
  for (auto& [layer, due] : state_.try_again) {
    if (now_.elapsed < due) continue;
    due = now_.elapsed + kTryLayerAgain;
    effects_.push_back(effect::EnforceLayer{layer});
  }
  for (const ListRule& rule : state_.policy.lists) {
    const auto list = state_.lists.find(rule.name);
    if (list == state_.lists.end() || !list->second.try_again) continue;
    if (now_.elapsed < *list->second.try_again) continue;
    list->second.try_again = now_.elapsed + kTryListAgain;
    effects_.push_back(effect::ImportList{rule.name, rule.path});
  }
}

// Protection is what is verified to hold, not a daemon that runs; and it is weak wherever the
// status says so.
void Stepper::count_coverage() {
  if (!state_.last_step) return;
  const bool is_failing =
      std::any_of(state_.health.begin(), state_.health.end(),
                  [](const auto& one) { return one.second.condition == LayerCondition::kFailing; });
  const bool is_weak = is_failing || state_.has_gap;
  const auto passed = now_.elapsed - *state_.last_step;
  (is_weak ? state_.coverage.sum.weakened : state_.coverage.sum.verified) += passed;
  if (is_weak) tell_of_unverified(passed);
}

void Stepper::count_absence(const event::Absent& absent) {
  state_.coverage.sum.off += absent.off;
  state_.coverage.sum.asleep += absent.asleep;
  if (state_.last_step) {
    state_.last_step = std::min(now_.elapsed, *state_.last_step + absent.off + absent.asleep);
  }
}

// A row a day: what a summary tells must be part of the chain. It wakes nobody: an hour passes
// before midnight is noticed, at most.
void Stepper::record_coverage() {
  CoverageMemory& coverage = state_.coverage;
  const auto today = std::chrono::floor<std::chrono::days>(state_.zone.current.to_local(now_.wall));
  const bool is_same_day = coverage.day && today <= *coverage.day;
  // A day that is still far ahead was set by a clock that ran ahead.
  const bool is_astray = coverage.day && *coverage.day > today + std::chrono::days(1);
  if (coverage.day && (!is_same_day || is_astray)) {
    boost::json::object detail = to_json(coverage.sum - coverage.told);
    detail["day"] = when_text(LocalSeconds(std::min(*coverage.day, today))).substr(0, kDateLength);
    record(kind::kCoverage, "", std::move(detail));
    coverage.told = coverage.sum;
  }
  if (!is_same_day || is_astray) coverage.day = today;
}

void Stepper::end_rules() {
  std::vector<std::string> over;
  for (const Statement& statement : state_.rules.statements()) {
    const std::string key = key_of(statement);
    const auto ends = end_of(state_, key);
    if (ends && *ends <= now_.wall) over.push_back(key);
  }
  if (over.empty()) return;
  RulesText rules = state_.rules;
  for (const std::string& key : over) {
    rules.remove(key);
    state_.memory.erase(key);
    std::erase_if(state_.pending,
                  [&](const auto& entry) { return entry.second.change.key == key; });
    record(kind::kRuleEnded, key);
  }
  hold(std::move(rules));
  effects_.push_back(effect::SavePolicy{state_.rules.text()});
}

void Stepper::lapse_pending() {
  std::vector<std::int64_t> lapsed;
  for (auto& [id, edit] : state_.pending) {
    if (edit.ready + kConfirmWithin <= now_.elapsed) {
      lapsed.push_back(id);
    } else if (edit.ready <= now_.elapsed && !edit.announced) {
      edit.announced = true;
      record(kind::kReady, edit.change.key, {{"edit", id}});
    }
  }
  for (const std::int64_t id : lapsed) {
    const PendingEdit& edit = state_.pending.at(id);
    record(kind::kLapsed, edit.change.key, mention(edit));
    state_.pending.erase(id);
  }
}

void Stepper::turn_allowances() {
  std::vector<std::int64_t> closed;
  for (auto& [id, allowance] : state_.allowances) {
    if (allowance.closes <= now_.elapsed) {
      closed.push_back(id);
    } else if (allowance.opens <= now_.elapsed && !allowance.is_open) {
      allowance.is_open = true;
      record(kind::kAllowanceOpened, to_string(allowance.target), {{"allowance", id}});
    }
  }
  for (const std::int64_t id : closed) {
    record(kind::kAllowanceClosed, to_string(state_.allowances.at(id).target), {{"allowance", id}});
    state_.allowances.erase(id);
  }
}

void Stepper::end_urges(const std::vector<EpisodeBook::Ended>& ended) {
  for (const auto& [rule, episode] : ended) {
    record(kind::kRiddenOut, rule,
           {{"urge", episode.id},
            {"attempts", episode.attempts},
            {"seconds",
             std::chrono::floor<std::chrono::seconds>(episode.last - episode.began).count()}});
  }
}

std::optional<Elapsed> Stepper::next_wake() const {
  Elapsed next = now_.elapsed + kCheckpoint;
  const auto at = [&](Elapsed when) {
    if (when > now_.elapsed) next = std::min(next, when);
  };
  if (!state_.episodes.open().empty()) at(state_.episodes.next_end());
  for (const auto& [key, memory] : state_.memory) {
    // The wall clock is trusted only for so far ahead; a distant end is looked at again hourly.
    if (memory.ends && *memory.ends < now_.wall + kCheckpoint) at(to_elapsed(*memory.ends));
  }
  for (const auto& [id, edit] : state_.pending) {
    at(edit.announced ? edit.ready + kConfirmWithin : edit.ready);
  }
  for (const auto& [id, allowance] : state_.allowances) {
    at(allowance.opens);
    at(allowance.closes);
  }
  if (state_.zone.previous) at(state_.zone.settles);
  for (const auto* zone :
       {&state_.zone.current, state_.zone.previous ? &*state_.zone.previous : nullptr}) {
    if (zone == nullptr) continue;
    const auto boundary = next_boundary(state_.policy.schedules, now_.wall, *zone);
    if (boundary && *boundary < now_.wall + kCheckpoint) at(to_elapsed(*boundary));
  }
  if (const auto due = state_.addresses.next_due()) at(*due);
  const auto milestone = next_milestone_at(state_.streak, now_);
  if (milestone && *milestone < now_.wall + kCheckpoint) at(to_elapsed(*milestone));
  if (state_.streak.closer_support_until) at(*state_.streak.closer_support_until);
  for (const auto& [layer, due] : state_.try_again) at(due);
  for (const auto& [name, list] : state_.lists) {
    if (list.try_again) at(*list.try_again);
  }
  if (const auto due = next_letter()) at(*due);
  return next;
}

}  // namespace holdfast
