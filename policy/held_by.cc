#include "policy/held_by.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace holdfast {
namespace {

/// The keys of the rules that have a place in a set, for as long as the set is there: it is looked
/// at for every rule.
struct Places {
  using Keys = std::unordered_set<std::string_view>;
  Keys hosts, by_firewall, profiles, phones;

  explicit Places(const BlockSet& set) {
    const auto note = [](const auto& entries, Keys& keys) {
      for (const auto& entry : entries) keys.insert(entry.rule);
    };
    note(set.hosts, hosts);
    note(set.networks, by_firewall);
    note(set.addresses, by_firewall);
    note(set.shared, by_firewall);
    note(set.lists, by_firewall);  // the sentry behind the firewall matches lists by name
    note(set.profiles, profiles);
    note(set.phones, phones);
  }
};

// A host that several rules block is listed under one of them.
bool shares_hosts(const State& state, const std::string& key) {
  const Statement* statement = state.rules.find(key);
  const auto* rule = statement != nullptr ? std::get_if<BlockRule>(statement) : nullptr;
  const auto* profile = rule != nullptr ? std::get_if<ProfileTarget>(&rule->target) : nullptr;
  const Service* service = profile != nullptr ? state.catalog->find(profile->service) : nullptr;
  const auto* host = rule != nullptr ? std::get_if<HostTarget>(&rule->target) : nullptr;
  if (host == nullptr && service == nullptr) return false;
  const auto belongs = [&](const BlockedHost& blocked) {
    if (host != nullptr) return blocked.host.is_within(host->host);
    const auto& own = rule->scope == Scope::kSite ? service->hosts : service->viewers;
    return std::find(own.begin(), own.end(), blocked.host) != own.end();
  };
  return std::any_of(state.block_set.hosts.begin(), state.block_set.hosts.end(), belongs);
}

std::vector<Layer> layers_at(const State& state, const Places& places, const std::string& key) {
  const bool has_hosts = places.hosts.contains(key) || shares_hosts(state, key);
  std::vector<Layer> layers;
  const auto add = [&](Layer layer, bool has_place) {
    if (has_place && layer_holds(state, layer)) layers.push_back(layer);
  };
  add(Layer::kHosts, has_hosts);
  add(Layer::kFirewall, has_hosts || places.by_firewall.contains(key));
  add(Layer::kBrowser, has_hosts || places.profiles.contains(key));
  add(Layer::kPhone, places.phones.contains(key));
  return layers;
}

}  // namespace

bool layer_holds(const State& state, Layer layer) {
  const auto found = state.health.find(layer);
  return found != state.health.end() && found->second.condition == LayerCondition::kHolding;
}

std::vector<Layer> layers_holding(const State& state, const std::string& key) {
  return layers_at(state, Places(state.block_set), key);
}

std::vector<RuleWithoutLayer> rules_without_layer(const State& state) {
  const Places places(state.block_set);
  // In browsers alone is not enough: every other program goes by.
  const auto is_held = [&](const std::string& key) {
    const std::vector<Layer> layers = layers_at(state, places, key);
    return std::any_of(layers.begin(), layers.end(),
                       [](Layer layer) { return layer != Layer::kBrowser; });
  };
  std::vector<RuleWithoutLayer> without;
  for (const ListRule& rule : state.policy.lists) {
    if (is_held(key_of(rule))) continue;
    without.push_back({.text = say("the list {1} is held by no layer here", {rule.name}),
                       .advice = say("a list needs the firewall")});
  }
  for (const BlockRule& rule : state.policy.blocks) {
    if (std::find(state.open.begin(), state.open.end(), rule.target) != state.open.end()) continue;
    const std::vector<Phrase> shown{key_of(rule)};
    if (rule.scope != Scope::kSite) {
      if (layer_holds(state, Layer::kBrowser)) continue;
      without.push_back(
          {.text = say("`{1}` with scope profile is held in managed browsers only, and none is "
                       "managed here; other layers cannot see a path",
                       shown),
           .advice = say("scope site holds it in every program")});
    } else if (is_held(key_of(rule))) {
      continue;
    } else if (std::holds_alternative<PhoneTarget>(rule.target)) {
      without.push_back(
          {.text = say("`{1}` is kept, but there is no phone here to hold it on", shown),
           .advice = say("it holds on a machine with a modem"),
           .is_a_gap = false});
    } else {
      without.push_back(
          {.text = say("`{1}` is held by no layer of this machine", shown), .advice = ""});
    }
  }
  return without;
}

bool has_gap(const State& state) {
  if (state.health.empty()) return false;
  const auto rules = rules_without_layer(state);
  return std::any_of(rules.begin(), rules.end(), [](const auto& rule) { return rule.is_a_gap; });
}

}  // namespace holdfast
