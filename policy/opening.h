#pragma once

#include <optional>
#include <span>
#include <vector>

#include "policy/moment.h"
#include "policy/policy.h"
#include "policy/time_zone.h"

namespace holdfast {

/// Whether the local time in `zone` lies inside the daily span.
bool is_within(DaySpan span, Wall at, const TimeZone& zone);

/// Whether a schedule is open at an instant in a zone.
bool is_open(const ScheduleRule& schedule, Wall at, const TimeZone& zone);

/// The first instant after `at` at which any of the spans begins or ends in `zone`; nothing for no
/// schedule. Looks eight days ahead, further than any weekly span.
std::optional<Wall> next_boundary(std::span<const ScheduleRule> schedules, Wall at,
                                  const TimeZone& zone);

/// The first instant not before `at` that lies inside a daily span.
Wall next_within(DaySpan span, Wall at, const TimeZone& zone);

}  // namespace holdfast
