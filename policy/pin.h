#pragma once

#include "policy/moment.h"
#include "policy/policy.h"
#include "policy/rules_text.h"
#include "policy/time_zone.h"

namespace holdfast {

/// The end that a statement names, no end for one without.
End end_in(const Statement& statement);

/// The end as an instant that no later clock or zone moves: a length counts from `at`, a local
/// time is taken in `zone`. Whole seconds, rounded up. No end stays no end.
End pinned(const End& end, Moment at, const TimeZone& zone);

/// Rewrites every `for LENGTH` as `until` the instant it means, in local time with its offset
/// (`until 2026-12-24T14:03:20+01:00`), so that reading the text again begins no length anew. All
/// else stays as it is.
RulesText pin_lengths(const RulesText& rules, Moment at, const TimeZone& zone);

}  // namespace holdfast
