#pragma once

#include <string>
#include <string_view>

#include "policy/result.h"

namespace holdfast {

/// A mail address of the plain form that every mail program takes (the dot-atom of RFC 5322,
/// section 3.2.3), with its domain in canonical spelling. No quoted local part, no address literal,
/// no character outside ASCII before the `@`.
Result<std::string> parse_mail_address(std::string_view text);

}  // namespace holdfast
