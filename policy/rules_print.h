#pragma once

#include <chrono>
#include <string>

#include "policy/policy.h"

namespace holdfast {

/// As `to_text` of policy/rules_text.h, with instants written at `offset` from UTC.
std::string to_text_at(const Statement& statement, std::chrono::seconds offset);

}  // namespace holdfast
