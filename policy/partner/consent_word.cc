#include "policy/partner/consent_word.h"

#include <string>

namespace holdfast {
namespace {

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char letter : text) {
    const bool is_capital = letter >= 'A' && letter <= 'Z';
    const bool is_letter =
        is_capital || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (is_letter) letters += is_capital ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return letters;
}

}  // namespace

bool is_consent_word(std::string_view given, std::string_view wanted) {
  const std::string one = letters_of(given);
  const std::string other = letters_of(wanted);
  if (other.empty() || one.size() != other.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < other.size(); ++i) {
    difference |= static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(other[i]);
  }
  return difference == 0;
}

}  // namespace holdfast
