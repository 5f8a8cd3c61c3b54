#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace holdfast::cli {

/// What is typed for how long, as the policy's words: `until 2027-03-01` for a date, `for 30d` for
/// a length, and nothing between for one without an end (`-`, or an empty line). The daemon says
/// whether a date or a length is a good one.
std::string end_words(std::string_view typed);

/// A telephone number as people write it, `+49 (170) 123-45 67` or `0049...`, as `tel:+49170...`.
/// Nothing when the country's code is missing or there are letters in it.
std::optional<std::string> phone_words(std::string_view typed);

}  // namespace holdfast::cli
