#pragma once

#include <chrono>

#include "policy/moment.h"
#include "policy/time_zone.h"

namespace holdfast {

/// What is remembered of a `promise`: that it was kept, never that it was not.
struct PromiseMemory {
  std::chrono::local_days last;  ///< the day on which it was kept last
  int days_kept = 0;
  friend bool operator==(const PromiseMemory&, const PromiseMemory&) = default;
};

/// Whether it is kept for the person's today. One kept on a later date, east of here or under a
/// clock that ran ahead, is kept until that day is over: no day counts twice.
bool is_kept_today(const PromiseMemory& memory, Wall now, const TimeZone& zone);

/// Kept, now. False where today counts already.
bool keep(PromiseMemory& memory, Wall now, const TimeZone& zone);

}  // namespace holdfast
