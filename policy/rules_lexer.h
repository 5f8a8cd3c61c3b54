#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/rules_text.h"

namespace holdfast {

/// One word of a line of rules.
struct Word {
  std::string text = {};  ///< without quotation marks and escapes
  std::size_t begin = 0;  ///< offset in the line of its first byte, a quotation mark included
  std::size_t end = 0;    ///< offset after its last byte
  friend bool operator==(const Word&, const Word&) = default;
};

/// Words are parted by spaces and tabs. One that begins with `"` goes on to the next `"`; in it
/// `\"` and `\\` stand for `"` and `\`. A `#` where a word would begin makes the rest a comment.
/// `line` is without its line end and free of bad bytes (`find_bad_byte`).
std::variant<std::vector<Word>, RuleProblem> split_words(std::string_view line);

/// The word as `split_words` reads it back: in quotation marks where it needs them.
std::string word_text(std::string_view word);

/// The text in quotation marks, whether it needs them or not.
std::string quoted_text(std::string_view text);

}  // namespace holdfast
