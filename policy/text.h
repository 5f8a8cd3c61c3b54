#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "policy/phrase.h"

namespace holdfast {

/// ASCII only, whatever the locale says.
constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
/// ASCII only; other bytes stay.
std::string to_lower(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// Well-formed UTF-8 of RFC 3629 without control characters (C0, DEL, C1) and without the marks
/// that turn the direction of text: fit to be shown on a terminal.
bool is_showable(std::string_view text);

/// The text between backquotes for a sentence to a person: cut behind 60 bytes, and the word `this`
/// where it is not fit to be shown.
Phrase in_quotes(std::string_view text);

/// `%2F` becomes `/`; a `%` that no two hexadecimal digits follow stays.
std::string percent_decoded(std::string_view text);
/// Everything but the unreserved characters of RFC 3986 and `@` is encoded.
std::string percent_encoded(std::string_view text);

/// Lets a map with texts as keys be asked with a view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// How many letters must be put in, taken out, replaced or swapped with their neighbour to get
/// from one word to the other (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace holdfast
