#include "daemon/layers.h"

#include <array>
#include <utility>

#include "policy/log_entry.h"

namespace holdfast::daemon {
namespace {

constexpr std::array<std::pair<std::string_view, Layer>, 4> kWords = {{
    {"hosts", Layer::kHosts},
    {"firewall", Layer::kFirewall},
    {"browser", Layer::kBrowser},
    {"phone", Layer::kPhone},
}};

LayerHealth enforced(platform::Enforcer& enforcer, const BlockSet& set) {
  if (const auto applied = enforcer.apply(set); !applied) {
    return {LayerCondition::kFailing, applied.error().text, {}};
  }
  const auto verdict = enforcer.verify(set);
  if (!verdict) return {LayerCondition::kFailing, verdict.error().text, {}};
  if (!verdict->nothing_here.empty()) {
    return {LayerCondition::kUnavailable, verdict->nothing_here, {}};
  }
  if (!verdict->holds) return {LayerCondition::kFailing, verdict->drift, verdict->notes};
  return {LayerCondition::kHolding, "", verdict->notes};
}

}  // namespace

void Layers::add(std::unique_ptr<platform::Enforcer> enforcer) {
  const Layer layer = enforcer->layer();
  enforcers_[layer] = std::move(enforcer);
}

void Layers::add_unavailable(Layer layer, Phrase why) { unavailable_[layer] = std::move(why); }

void Layers::enforce(const BlockSet& set, const Report& report) {
  for (const auto& [layer, enforcer] : enforcers_) report(layer, enforced(*enforcer, set));
  for (const auto& [layer, why] : unavailable_) {
    report(layer, {LayerCondition::kUnavailable, why, {}});
  }
}

void Layers::enforce(Layer layer, const BlockSet& set, const Report& report) {
  const auto found = enforcers_.find(layer);
  if (found != enforcers_.end()) report(layer, enforced(*found->second, set));
}

Layers::Look Layers::look(Layer layer, const BlockSet& set) {
  const auto found = enforcers_.find(layer);
  if (found == enforcers_.end()) return {};
  const auto verdict = found->second->verify(set);
  if (!verdict) return {Found::kUnreadable, verdict.error().text};
  return {verdict->holds ? Found::kHolds : Found::kDrifted, verdict->drift};
}

Result<void> Layers::lift() {
  Result<void> outcome;
  for (const auto& [layer, enforcer] : enforcers_) {
    auto lifted = enforcer->lift();
    if (!lifted && outcome) outcome = std::move(lifted);
  }
  return outcome;
}

std::set<Layer> Layers::in_use() const {
  std::set<Layer> layers;
  for (const auto& [layer, enforcer] : enforcers_) layers.insert(layer);
  return layers;
}

std::string_view word(Layer layer) {
  for (const auto& [word, known] : kWords) {
    if (known == layer) return word;
  }
  return "";
}

Phrase name_of(Layer layer) { return layer_name(word(layer)); }

std::optional<Layer> layer_of(std::string_view name) {
  for (const auto& [word, layer] : kWords) {
    if (word == name) return layer;
  }
  return std::nullopt;
}

}  // namespace holdfast::daemon
