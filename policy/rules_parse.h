#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "policy/catalog.h"
#include "policy/policy.h"
#include "policy/rules_text.h"

namespace holdfast {

/// One line without its line end: its statement, or nothing for an empty line or a comment. The
/// problem is one of line 1.
std::variant<std::optional<Statement>, RuleProblem> parse_line(std::string_view line,
                                                               const Catalog& catalog);

}  // namespace holdfast
