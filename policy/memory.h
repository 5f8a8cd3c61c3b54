#pragma once

#include <map>
#include <memory>
#include <string>

#include "policy/result.h"
#include "policy/state.h"

namespace holdfast {

/// The part of the state that outlives the process, as facts for the store: short keys, JSON
/// values. Equal states give equal facts, so that what changed is what differs.
std::map<std::string, std::string> memory_of(const State& state);

/// The state that those facts describe. A fact that cannot be read is left out and named in
/// `problems`; the rest still counts.
State remembered(const std::map<std::string, std::string>& facts,
                 std::shared_ptr<const Catalog> catalog, std::vector<std::string>& problems);

}  // namespace holdfast
