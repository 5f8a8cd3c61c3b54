#include "policy/support_view.h"

#include "policy/streak.h"

namespace holdfast {

SupportView support_at(const State& state, Moment now) {
  SupportView view;
  view.friends = state.policy.supports;
  for (const PlanSetting& plan : state.policy.plans) view.plans.push_back(plan.text);
  for (const PromiseSetting& promise : state.policy.promises) {
    const std::string key = key_of(promise);
    const auto found = state.promises.find(key);
    const PromiseMemory memory = found == state.promises.end() ? PromiseMemory() : found->second;
    view.promises.push_back(
        {key, promise.text, is_kept_today(memory, now.wall, state.zone.current), memory.days_kept});
  }
  view.next_milestone = next_milestone(state.streak, now);

  const auto local = state.zone.current.to_local(now.wall);
  const auto streak = holdfast::view(state.streak, now);
  view.now = what_may_help({.time_of_day = std::chrono::floor<std::chrono::minutes>(
                                local - std::chrono::floor<std::chrono::days>(local)),
                            .closer_support = streak && streak->closer_support,
                            .has_friend = !view.friends.empty(),
                            .has_plan = !view.plans.empty(),
                            .helped = state.helped});
  return view;
}

}  // namespace holdfast
