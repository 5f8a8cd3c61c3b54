#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace holdfast::cli {

/// A number from 1, as `3` or `#3`.
std::optional<std::int64_t> parse_id(std::string_view text);

}  // namespace holdfast::cli
