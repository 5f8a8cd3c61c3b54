#pragma once

#include <string>
#include <string_view>

#include "policy/result.h"
#include "policy/state.h"

namespace holdfast {

/// The block set for another program: `json` (rules and settings as well), `hosts`, `dnsmasq`,
/// `unbound`, `rpz` or `adguard`. kInvalid for another word, with those there are.
Result<std::string> export_text(std::string_view format, const State& state);

}  // namespace holdfast
