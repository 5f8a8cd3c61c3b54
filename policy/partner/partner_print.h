#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "policy/policy.h"

namespace holdfast {

/// As in the policy, in the record and on the wire: `slip`, `tampering`, `unobserved`, `loosening`.
std::string_view word(AlertKind kind);
std::optional<AlertKind> alert_kind(std::string_view word);

/// The statement. What is told at once is written where it is not the default.
std::string partner_text(const PartnerSetting& partner);

}  // namespace holdfast
