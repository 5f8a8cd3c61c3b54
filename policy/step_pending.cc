// What waits: confirming, cancelling, and windows of necessary contact.
#include <algorithm>
#include <utility>

#include "policy/compile.h"
#include "policy/opening.h"
#include "policy/stepper.h"

namespace holdfast {
namespace {

// The service that a target belongs to: a window for one of its hosts opens all of it.
const Service* service_of(const Target& target, const Catalog& catalog) {
  if (const auto* profile = std::get_if<ProfileTarget>(&target)) {
    return catalog.find(profile->service);
  }
  const auto* host = std::get_if<HostTarget>(&target);
  return host != nullptr ? catalog.of_host(host->host) : nullptr;
}

bool overlap(const Target& one, const Target& other, const Catalog& catalog) {
  if (one == other) return true;
  const Service* service = service_of(one, catalog);
  if (service != nullptr && service == service_of(other, catalog)) return true;
  const auto* a = std::get_if<HostTarget>(&one);
  const auto* b = std::get_if<HostTarget>(&other);
  return a != nullptr && b != nullptr && (a->host.is_within(b->host) || b->host.is_within(a->host));
}

}  // namespace

void Stepper::take(const event::ConfirmAsked& asked) {
  const auto found = state_.pending.find(asked.id);
  if (found == state_.pending.end()) {
    return answer(asked.request, {.kind = EditOutcome::Kind::kNotFound,
                                  .text = say("no edit waits under this number; `holdfast "
                                              "pending` lists those that do")});
  }
  if (auto refusal = why_not_confirm(found->second)) {
    if (!has_pass()) return answer(asked.request, *std::move(refusal));
    use_pass();
  }
  confirm(asked);
}

std::optional<EditOutcome> Stepper::why_not_confirm(const PendingEdit& edit) const {
  const auto refused = [](Phrase text, std::optional<Wall> until) {
    return EditOutcome{
        .kind = EditOutcome::Kind::kRefused, .text = std::move(text), .until = until};
  };
  if (const auto until = locked_until(state_, now_)) {
    return refused(say("a lock holds, and it takes no loosening until it ends"), *until);
  }
  const Wall ready = now_.wall + (edit.ready - now_.elapsed);
  if (now_.elapsed < edit.ready) {
    return refused(say("it still waits"),
                   next_within(state_.policy.calm_window, ready, state_.zone.current));
  }
  const bool is_calm = is_within(state_.policy.calm_window, now_.wall, state_.zone.current) &&
                       (!state_.zone.previous || now_.elapsed >= state_.zone.settles ||
                        is_within(state_.policy.calm_window, now_.wall, *state_.zone.previous));
  if (!is_calm) {
    return refused(say("it can be confirmed inside the calm window"),
                   next_within(state_.policy.calm_window, now_.wall + std::chrono::seconds(1),
                               state_.zone.current));
  }
  return std::nullopt;
}

void Stepper::confirm(const event::ConfirmAsked& asked) {
  const auto found = state_.pending.find(asked.id);
  const PendingEdit confirmed = found->second;
  state_.pending.erase(found);
  EditOutcome outcome{.kind = EditOutcome::Kind::kDone};
  if (!confirmed.drop_index.empty()) {
    for (auto& [name, list] : state_.lists) std::erase(list.indexes, confirmed.drop_index);
  } else {
    RulesText rules = state_.rules;
    if (!apply_loosening(rules, confirmed.change)) {
      return answer(asked.request, {.kind = EditOutcome::Kind::kUnchanged});
    }
    const auto changes = compare(state_.rules, rules, now_, state_.zone.current);
    for (const Change& change : changes) {
      outcome.applied.push_back(change.after ? Phrase(to_text(*change.after))
                                             : say("removed: {1}", {to_text(*change.before)}));
    }
    remember(changes);
    hold(std::move(rules));
    effects_.push_back(effect::SavePolicy{state_.rules.text()});
  }
  record(kind::kConfirmed, confirmed.change.key, mention(confirmed));
  answer_when_held(asked.request, std::move(outcome));
}

void Stepper::take(const event::CancelAsked& asked) {
  const auto pending = state_.pending.find(asked.id);
  if (pending != state_.pending.end()) {
    record(kind::kCancelled, pending->second.change.key, mention(pending->second));
    state_.pending.erase(pending);
    return answer(asked.request, {.kind = EditOutcome::Kind::kDone});
  }
  const auto allowance = state_.allowances.find(asked.id);
  if (allowance == state_.allowances.end()) {
    return answer(asked.request, {.kind = EditOutcome::Kind::kNotFound,
                                  .text = say("nothing waits under this number; `holdfast "
                                              "pending` lists what does")});
  }
  record(kind::kAllowanceClosed, to_string(allowance->second.target), {{"allowance", asked.id}});
  state_.allowances.erase(allowance);
  answer(asked.request, {.kind = EditOutcome::Kind::kDone});
}

void Stepper::take(const event::AllowanceAsked& asked) {
  const auto bad = [&](Phrase text) {
    answer(asked.request, {.kind = EditOutcome::Kind::kRefused, .text = std::move(text)});
  };
  auto target = parse_target(asked.target, *state_.catalog);
  if (!target) return bad(target.error().text);
  if (asked.purpose.empty()) return bad(say("say what the contact is needed for"));
  if (asked.length < std::chrono::minutes(1) || asked.length > kLongestAllowance) {
    return bad(say("a window of contact lasts 1 to 120 minutes"));
  }
  for (const auto& [id, other] : state_.allowances) {
    if (overlap(other.target, *target, *state_.catalog)) {
      return bad(say("a window for this is asked for already"));
    }
  }
  Allowance allowance{.id = fresh_id(),
                      .target = *target,
                      .purpose = asked.purpose,
                      .opens = now_.elapsed + kAllowanceWait,
                      .closes = now_.elapsed + kAllowanceWait + asked.length};
  LogEntry entry = record(kind::kAllowanceAsked, to_string(*target),
                          {{"allowance", allowance.id},
                           {"purpose", allowance.purpose},
                           {"minutes", asked.length.count()}});
  state_.allowances[allowance.id] = std::move(allowance);
  effects_.push_back(effect::AnswerEntry{asked.request, std::move(entry)});
}

}  // namespace holdfast
