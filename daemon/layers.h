#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "platform/enforcer.h"
#include "policy/state.h"

namespace holdfast::daemon {

/// The layers of this machine: each applied and verified on its own, so that one that is broken
/// stops no other.
class Layers {
 public:
  /// What was asked for and cannot be had says why.
  void add(std::unique_ptr<platform::Enforcer> enforcer);
  void add_unavailable(Layer layer, Phrase why);

  /// Applies and verifies every layer. `report` gets each one's health.
  using Report = std::function<void(Layer, LayerHealth)>;
  void enforce(const BlockSet& set, const Report& report);
  void enforce(Layer layer, const BlockSet& set, const Report& report);

  enum class Found { kHolds, kDrifted, kUnreadable };
  struct Look {
    Found found = Found::kHolds;
    Phrase what;
  };
  /// Reads a layer without changing it.
  Look look(Layer layer, const BlockSet& set);

  /// Lifts every layer; the first failure, after all were tried.
  Result<void> lift();
  std::set<Layer> in_use() const;

 private:
  std::map<Layer, std::unique_ptr<platform::Enforcer>> enforcers_;
  std::map<Layer, Phrase> unavailable_;
};

/// The word for a layer, as in `--layers`.
std::string_view word(Layer layer);
/// The same for people.
Phrase name_of(Layer layer);
std::optional<Layer> layer_of(std::string_view word);

}  // namespace holdfast::daemon
