#pragma once

#include <string>

#include "policy/partner/week.h"

namespace holdfast {

/// How to be a good friend this week, in a sentence or two that fit what it was like. What a slip
/// would change is said only where slips are shared.
std::string kind_sentence(const Week& week, bool shares_slips);

}  // namespace holdfast
