#pragma once

#include <string>

namespace holdfast {

/// Whether a letter has these words, wherever its lines end.
inline bool says(const std::string& text, const std::string& words) {
  std::string one_line;
  for (const char letter : text) {
    const bool is_blank = letter == ' ' || letter == '\n';
    if (!is_blank || !one_line.ends_with(' ')) one_line += is_blank ? ' ' : letter;
  }
  return one_line.find(words) != std::string::npos;
}

}  // namespace holdfast
