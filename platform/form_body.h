#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace holdfast::platform {

/// The value of a field in `application/x-www-form-urlencoded` text (WHATWG URL, section 5), which
/// is also how a query is written: `+` and percent-encoding are decoded. Nothing where the field is
/// missing, is there more than once, or is encoded wrongly.
std::optional<std::string> form_value(std::string_view form, std::string_view name);

}  // namespace holdfast::platform
