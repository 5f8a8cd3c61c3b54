#pragma once

#include <string>
#include <vector>

#include "policy/phrase.h"
#include "policy/state.h"

namespace holdfast {

/// Whether the layer is there and verified.
bool layer_holds(const State& state, Layer layer);

/// Layers that hold the rule of this key now: those that have a place for it, and hold.
std::vector<Layer> layers_holding(const State& state, const std::string& key);

/// A rule that no layer of this machine can see to, though it is not open just now.
struct RuleWithoutLayer {
  Phrase text;
  Phrase advice;
  bool is_a_gap = true;  ///< false: nothing here could reach its target anyway
};
std::vector<RuleWithoutLayer> rules_without_layer(const State& state);

/// Whether a rule that could be held here is not. False before any layer has said how it is.
bool has_gap(const State& state);

}  // namespace holdfast
