#pragma once

#include <string>
#include <string_view>

#include "policy/moment.h"
#include "policy/result.h"

namespace holdfast::daemon {

/// RFC 3339 in UTC to the second: `2027-03-01T14:03:20Z`.
std::string to_rfc3339(Wall at);

/// Date and time with `Z` or an offset; a fraction is dropped. kInvalid otherwise.
Result<Wall> from_rfc3339(std::string_view text);

}  // namespace holdfast::daemon
