#pragma once

#include <string>
#include <string_view>

namespace holdfast::platform {

/// `'sha256-…'`: allows an inline style or script of exactly this text (CSP Level 3,
/// section 2.3.1).
std::string source_hash(std::string_view text);

}  // namespace holdfast::platform
