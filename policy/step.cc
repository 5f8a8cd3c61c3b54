#include "policy/step.h"

#include <algorithm>
#include <utility>

#include "policy/compile.h"
#include "policy/held_by.h"
#include "policy/stepper.h"

namespace holdfast {

Step step(State state, const Event& event) {
  Stepper stepper(std::move(state), event.at);
  if (const auto* absent = std::get_if<event::Absent>(&event.what)) stepper.count_absence(*absent);
  if (const auto* started = std::get_if<event::Started>(&event.what)) {
    stepper.count_missed(*started);
  }
  stepper.pass_time();
  if (std::holds_alternative<event::AttemptSeen>(event.what)) stepper.expect_same_block_set();
  std::visit([&](const auto& what) { stepper.take(what); }, event.what);
  stepper.settle();
  return std::move(stepper).finish();
}

LogEntry Stepper::record(std::string_view kind, std::string subject, boost::json::object detail) {
  LogEntry entry{fresh_id(), now_, std::string(kind), std::move(subject), std::move(detail)};
  effects_.push_back(effect::Record{entry});
  return entry;
}

void Stepper::answer(RequestId request, EditOutcome outcome) {
  if (request != 0) effects_.push_back(effect::AnswerEdit{request, std::move(outcome)});
}

// Attempts come in bursts, and hundreds of rules compiled for each would hold up all else. Of what
// a block set is made, an attempt changes nothing, and time only what leaves an effect or opens or
// closes a target.
void Stepper::expect_same_block_set() {
  is_settled_ = effects_.empty() && open_targets(state_, now_) == state_.open;
}

void Stepper::compile_anew() {
  BlockSet set = compile(state_, now_);
  state_.open = open_targets(state_, now_);
  state_.addresses.follow(names_to_resolve(set));
  if (enforce_anyway_ || set != state_.block_set) {
    state_.block_set = std::move(set);
    effects_.push_back(effect::Enforce{});
  }
  state_.has_gap = has_gap(state_);
}

void Stepper::settle() {
  if (!is_settled_) compile_anew();
  if (std::vector<HostName> due = state_.addresses.take_due(now_.elapsed); !due.empty()) {
    effects_.push_back(effect::Resolve{std::move(due)});
  }
  move_letters();
}

}  // namespace holdfast
