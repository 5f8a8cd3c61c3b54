#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "policy/phrase.h"

namespace holdfast {

/// A byte that has no place in a line of text a person wrote.
struct BadByte {
  std::size_t offset = 0;  ///< of the first byte of the bad sequence
  Phrase what;             ///< "a NUL byte", for a sentence
  friend bool operator==(const BadByte&, const BadByte&) = default;
};

/// The first byte of `line` that is not well-formed UTF-8 (RFC 3629: no overlong form, no
/// surrogate, nothing above U+10FFFF) or belongs to a control character other than the tab.
std::optional<BadByte> find_bad_byte(std::string_view line);

}  // namespace holdfast
