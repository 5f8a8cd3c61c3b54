#include "daemon/controller.h"

#include <algorithm>
#include <utility>

#include "policy/memory.h"

namespace holdfast::daemon {

std::string letter_fact(std::int64_t letter) { return kLetterFacts + std::to_string(letter); }

Controller::Controller(State state, std::map<std::string, std::string> facts, Timekeeper& time,
                       EffectPort& effects)
    : state_(std::move(state)), facts_(std::move(facts)), time_(time), effects_(effects) {}

void Controller::submit(decltype(Event::what) what) {
  waiting_.push_back(std::move(what));
  if (running_) return;
  running_ = true;
  while (!waiting_.empty()) {
    decltype(Event::what) next = std::move(waiting_.front());
    waiting_.pop_front();
    take(std::move(next));
  }
  running_ = false;
}

void Controller::take(decltype(Event::what) what) {
  const Timekeeper::Stamp stamp = time_.stamp();
  const event::Absent& away = stamp.away;
  if (away.off + away.asleep > std::chrono::milliseconds()) run({stamp.at, away});
  if (stamp.step) run({stamp.at, event::ClockTurned{stamp.step->by}});
  run({stamp.at, std::move(what)});
}

void Controller::run(const Event& event) {
  Step done = step(std::move(state_), event);
  state_ = std::move(done.state);
  std::vector<LogEntry> entries;
  std::vector<effect::RecordAttempt> attempts;
  for (const Effect& effect : done.effects) {
    if (const auto* record = std::get_if<effect::Record>(&effect)) entries.push_back(record->entry);
    if (const auto* one = std::get_if<effect::RecordAttempt>(&effect)) attempts.push_back(*one);
  }
  auto facts = changed_facts();
  for (const Effect& effect : done.effects) {
    const auto* keep = std::get_if<effect::KeepLetter>(&effect);
    if (keep != nullptr) facts[letter_fact(keep->letter)] = keep->bytes;
  }
  // Clock and coverage go on with every step; alone they are written at wake-ups only.
  const bool says_more = std::any_of(facts.begin(), facts.end(), [](const auto& fact) {
    return fact.first != kClockFact && fact.first != "coverage";
  });
  const bool is_worth_a_write = !entries.empty() || !attempts.empty() || says_more ||
                                std::holds_alternative<event::TimePassed>(event.what);
  if (is_worth_a_write) {
    effects_.store(entries, attempts, facts, state_, event.at);
    for (auto& [key, value] : facts) {
      if (value) {
        facts_[key] = std::move(*value);
      } else {
        facts_.erase(key);
      }
    }
  }
  for (const Effect& effect : done.effects) effects_.perform(effect, state_);
  if (done.wake) effects_.wake_at(time_.since_boot(*done.wake));
}

std::map<std::string, std::optional<std::string>> Controller::changed_facts() {
  std::map<std::string, std::string> wanted = memory_of(state_);
  wanted[kClockFact] = time_.remember();
  std::map<std::string, std::optional<std::string>> changed;
  for (auto& [key, value] : wanted) {
    const auto stored = facts_.find(key);
    if (stored == facts_.end() || stored->second != value) changed[key] = std::move(value);
  }
  for (const auto& [key, value] : facts_) {
    if (!wanted.contains(key) && !key.starts_with(kLetterFacts)) changed[key] = std::nullopt;
  }
  return changed;
}

}  // namespace holdfast::daemon
