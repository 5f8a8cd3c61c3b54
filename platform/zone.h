#pragma once

#include <filesystem>

#include "policy/moment.h"
#include "policy/time_zone.h"

namespace holdfast::platform {

/// The time zone that a compiled zone file (TZif, RFC 8536) describes, from two years before `now`
/// to twelve years after it. UTC where the file is missing or is no zone file.
///
/// Its name is what stands below `zoneinfo/` in the target of the symbolic link, or "local time"
/// where the file is no such link. Not for use beside other threads: for the time of the call the
/// process's TZ is another one.
TimeZone read_zone(const std::filesystem::path& zone_file, Wall now);

}  // namespace holdfast::platform
