#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/policy.h"
#include "policy/rules_text.h"
#include "policy/time_zone.h"

namespace holdfast {

enum class Direction {
  kTightening,  ///< more is blocked, or a wait is longer
  kLoosening,   ///< less is blocked, or a wait is shorter
  kNeutral,     ///< words only: alias, plan, promise, support
};

/// One difference between two policies: the statement of one key before and after. A statement
/// that tightens in one way and loosens in another (a longer end with a weaker scope) makes two.
struct Change {
  Direction direction = Direction::kNeutral;
  std::string key;
  std::optional<Statement> before;
  std::optional<Statement> after;

  friend bool operator==(const Change&, const Change&) = default;
};

/// The differences, in the order of `proposed`, removals last. Ends are compared as instants with
/// `at` and `zone`; a rule without an end outlasts every other, and one whose end has come holds
/// nothing, so that taking its line away is neutral. A setting that is not there has its default.
/// A schedule that is there again with another purpose is one neutral change.
std::vector<Change> compare(const RulesText& held, const RulesText& proposed, Moment at,
                            const TimeZone& zone);

/// An edit taken apart.
struct Split {
  RulesText now;              ///< held, with every tightening and neutral change: holds at once
  std::vector<Change> later;  ///< the loosenings, each to wait on its own
};

/// Keeps the comments and the order of `proposed`. A statement whose removal must wait is put back
/// with its line, behind the statement it followed; one whose weakening must wait stands in the
/// proposed line as it was held; one whose addition must wait is left out with its line. Give it
/// texts without lengths (`pin_lengths`), or a loosening that waits would count its length from
/// the day it is confirmed.
Split split(const RulesText& held, const RulesText& proposed, Moment at, const TimeZone& zone);

/// `held` with one waited-for loosening done; other lines stay as they are. A change whose
/// `before` no longer stands (tightened meanwhile) does nothing and is reported as false.
bool apply_loosening(RulesText& held, const Change& loosening);

}  // namespace holdfast
