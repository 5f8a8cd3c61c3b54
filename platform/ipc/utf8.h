#pragma once

#include <string>
#include <string_view>

namespace holdfast::ipc {

/// Well-formed UTF-8 (RFC 3629): no surrogates, no overlong form, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);

/// The same text with every byte that is not part of well-formed UTF-8 replaced by U+FFFD.
std::string to_utf8(std::string_view bytes);

/// The bytes of the well-formed character that `bytes` begins with, 1 to 4; 0 when there is none.
std::size_t utf8_length(std::string_view bytes);

}  // namespace holdfast::ipc
