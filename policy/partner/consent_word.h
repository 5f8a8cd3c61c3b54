#pragma once

#include <string_view>

namespace holdfast {

/// Whether a word that somebody read to somebody else is the wanted one: case, blanks and hyphens
/// count for nothing. Takes as long wherever the two begin to differ.
bool is_consent_word(std::string_view given, std::string_view wanted);

}  // namespace holdfast
