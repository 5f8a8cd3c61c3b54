#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace holdfast {

/// The candidate that `word` was probably meant to be: the fewest typing errors away (a letter
/// wrong, missing, too many, or two swapped; case does not count), and no more than a third of the
/// candidate's letters, at least one. The first of equals. Nothing for a word over 64 bytes.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates);

}  // namespace holdfast
