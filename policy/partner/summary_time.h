#pragma once

#include <optional>

#include "policy/moment.h"
#include "policy/policy.h"
#include "policy/time_zone.h"

namespace holdfast {

/// The newest instant of that weekly time which is not after `now`.
Wall last_weekly_time(const WeeklyTime& time, Wall now, const TimeZone& zone);
/// The first one after `now`.
Wall next_weekly_time(const WeeklyTime& time, Wall now, const TimeZone& zone);

/// The first weekly time after `now` at which a whole day is there to tell, where the days before
/// `told_until` are told: after a summary of today, or a yes of today, that of the week after.
Wall next_summary(const WeeklyTime& time, std::optional<Wall> told_until, Wall now,
                  const TimeZone& zone);

/// The local midnight that `at` follows, by less than a day.
Wall midnight_before(Wall at, const TimeZone& zone);

}  // namespace holdfast
