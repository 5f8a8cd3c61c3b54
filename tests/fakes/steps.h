#pragma once

#include <memory>
#include <string>
#include <vector>

#include "policy/step.h"

namespace holdfast {

/// A small daemon without a machine: feeds events to `step` at times of the test's choosing and
/// keeps what came of them.
class Steps {
 public:
  Steps() {
    state.catalog =
        std::make_shared<const Catalog>(Catalog::parse(Catalog::built_in_texts()).value());
    send(event::Started{.file = ""});
  }

  void send(decltype(Event::what) what) {
    Step done = step(std::move(state), {now(), std::move(what)});
    state = std::move(done.state);
    effects = std::move(done.effects);
    wake = done.wake;
  }
  void pass(std::chrono::milliseconds time) {
    at += time;
    send(event::TimePassed{});
  }
  void edit(std::string line) { send(event::EditAsked{1, {std::move(line)}}); }

  Moment now() const {
    using namespace std::chrono;
    return {at, sys_days(2026y / March / 2) + hours(10) + (at - Elapsed{})};
  }

  /// The first effect of a kind among the last event's.
  template <class Kind>
  const Kind* effect() const {
    for (const Effect& one : effects) {
      if (const auto* found = std::get_if<Kind>(&one)) return found;
    }
    return nullptr;
  }
  /// Whether the last event was recorded as this kind.
  bool recorded(std::string_view kind) const {
    for (const Effect& one : effects) {
      const auto* record = std::get_if<effect::Record>(&one);
      if (record && record->entry.kind == kind) return true;
    }
    return false;
  }
  EditOutcome::Kind answer() const { return effect<effect::AnswerEdit>()->outcome.kind; }

  State state;
  std::vector<Effect> effects;
  std::optional<Elapsed> wake;
  Elapsed at{};
};

}  // namespace holdfast
