#include "tray/cli/setup_answers.h"

#include <algorithm>

namespace holdfast::cli {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

std::string end_words(std::string_view typed) {
  if (typed.empty() || typed == "-") return "";
  for (const std::string_view keyword : {"for ", "until "}) {
    if (typed.starts_with(keyword)) return std::string(typed);
  }
  const bool is_date = std::count(typed.begin(), typed.end(), '-') == 2;
  return (is_date ? "until " : "for ") + std::string(typed);
}

std::optional<std::string> phone_words(std::string_view typed) {
  if (typed.starts_with("tel:")) typed.remove_prefix(4);
  std::string number;
  if (typed.starts_with("00")) {
    number = "+";
    typed.remove_prefix(2);
  } else if (typed.starts_with("+")) {
    number = "+";
    typed.remove_prefix(1);
  } else {
    return std::nullopt;
  }
  for (const char letter : typed) {
    if (is_digit(letter)) {
      number += letter;
    } else if (std::string_view(" -/().").find(letter) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  return number.size() > 1 ? std::optional("tel:" + number) : std::nullopt;
}

}  // namespace holdfast::cli
