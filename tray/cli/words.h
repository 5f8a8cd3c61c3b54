#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {

/// `1 day`, `3 days`; `plural` where an s is not enough.
std::string counted(std::int64_t count, std::string_view one, std::string_view plural = {});

/// `a`, `a and b`, `a, b and c`.
std::string listed(const std::vector<std::string>& items);

/// 12.5 as `12.5`, 100.0 as `100`.
std::string percent(double value);

/// The first letter as a capital.
std::string capitalised(std::string text);

}  // namespace holdfast::cli
