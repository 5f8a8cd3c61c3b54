#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/step.h"

namespace holdfast {

/// Plays a scenario: a text of timed events and what is expected of them. README.md beside the
/// files says how to write one. Gives a line for everything that was not as expected.
std::vector<std::string> play_scenario(std::string_view text);

}  // namespace holdfast
