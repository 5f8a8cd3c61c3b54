#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/address_book.h"
#include "policy/block_set.h"
#include "policy/catalog.h"
#include "policy/policy.h"
#include "policy/state.h"

namespace holdfast {

/// The targets that are open now: schedules (in every zone that counts) and allowances.
std::vector<Target> open_targets(const State& state, Moment now);

/// The end of a statement as pinned when it was taken.
std::optional<Wall> end_of(const State& state, const std::string& key);

/// Whether the lock holds at `now`; if so until when, Wall::max() for a lock without an end.
std::optional<Wall> locked_until(const State& state, Moment now);

/// The policy compiled for an instant. Rules that have ended or are open are left out.
BlockSet compile(const State& state, Moment now);

/// The names whose addresses the firewall needs: every blocked host, and the allowed ones, so that
/// an address they share is spared.
std::set<HostName> names_to_resolve(const BlockSet& set);

}  // namespace holdfast
