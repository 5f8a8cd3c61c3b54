#include "policy/kind_page_facts.h"

#include <algorithm>
#include <variant>

#include "policy/streak.h"

namespace holdfast {
namespace {

// Shorter ones are part of many a harmless word.
constexpr std::size_t kLeastSpelled = 3;

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

std::vector<std::string> blocked_names(const Policy& policy) {
  std::vector<std::string> names;
  for (const BlockRule& rule : policy.blocks) {
    if (const auto* profile = std::get_if<ProfileTarget>(&rule.target))
      names.push_back(in_lower_case(profile->handle));
    if (const auto* host = std::get_if<HostTarget>(&rule.target))
      names.push_back(host->host.ascii());
  }
  std::erase_if(names, [](const std::string& name) { return name.size() < kLeastSpelled; });
  return names;
}

bool spells_one(std::string_view text, const std::vector<std::string>& names) {
  const std::string lower = in_lower_case(text);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return lower.find(name) != std::string::npos;
  });
}

}  // namespace

KindPageFacts kind_page_facts(const State& state, Moment now) {
  KindPageFacts facts;
  if (const auto streak = view(state.streak, now)) facts.days = streak->days;
  const std::vector<std::string> names = blocked_names(state.policy);
  for (const PlanSetting& plan : state.policy.plans)
    if (!spells_one(plan.text, names)) facts.plans.push_back(plan.text);
  for (const SupportSetting& one : state.policy.supports) {
    if (spells_one(one.name, names)) continue;
    facts.friends.push_back({one.name.substr(0, one.name.find(' ')), one.phone.number});
  }
  return facts;
}

}  // namespace holdfast
