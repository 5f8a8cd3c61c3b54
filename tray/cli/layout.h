#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {

/// Human output is never wider; see console_codes(4) for what a terminal makes of more.
inline constexpr std::size_t kWidth = 80;

/// The text with everything that could steer a terminal taken out: control characters but newline
/// and tab, C1 controls, and the marks that reverse the direction of text. Bad UTF-8 becomes
/// U+FFFD. What a program is called, or a page's host, is chosen by strangers.
std::string clean(std::string_view text);

/// Columns on a terminal: characters, with combining marks as none and wide ones as two; the colour
/// sequences that Output makes count as nothing.
std::size_t display_width(std::string_view text);

/// Filled up with spaces to `width` columns; longer text stays as it is.
std::string padded(std::string_view text, std::size_t width);

/// How wide a column of these names is: at least `least`, for what it is in English.
std::size_t column_of(std::initializer_list<std::string_view> names, std::size_t least);

/// Words laid into lines of at most `width` columns; the lines after the first begin with `indent`
/// spaces. A word longer than a line is cut. A newline in the text ends a line, and spaces at the
/// beginning of one are kept.
std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

}  // namespace holdfast::cli
