#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {

/// `1 day`, `3 days`.
std::string days_words(std::int64_t count);

/// `12 days of no contact with them`; `alias` may be empty. The alias that stands for the person as
/// long as none was chosen, `them`, has a translation, too.
std::string no_contact_words(std::string_view length, std::string_view alias);

/// `a`, `a and b`, `a, b and c`.
std::string listed(const std::vector<std::string>& items);

/// 12.5 as `12.5`, 100.0 as `100`.
std::string percent(double value);

/// The first letter as a capital.
std::string capitalised(std::string text);

}  // namespace holdfast::cli
