#pragma once

#include <boost/json/array.hpp>
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

/// The layer of a word on the wire: `hosts`, `firewall`, `browser`, `phone`.
std::string layer_words(const std::string& word);
/// The same of a list of them, with commas.
std::string layers_words(const boost::json::array& words);

/// 12.5 as `12.5`, 100.0 as `100`.
std::string percent(double value);

/// The first letter as a capital.
std::string capitalised(std::string text);

}  // namespace holdfast::cli
