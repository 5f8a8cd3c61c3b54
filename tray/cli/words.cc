#include "tray/cli/words.h"

#include <cctype>
#include <cmath>

namespace holdfast::cli {

std::string counted(std::int64_t count, std::string_view one, std::string_view plural) {
  std::string text = std::to_string(count) + " ";
  if (count == 1) return text + std::string(one);
  return text + (plural.empty() ? std::string(one) + "s" : std::string(plural));
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string percent(double value) {
  // Rounded down: nine hours unseen are not "100 %".
  const auto tenths = static_cast<std::int64_t>(std::floor(value * 10 + 1e-6));
  const std::string whole = std::to_string(tenths / 10);
  return tenths % 10 == 0 ? whole : whole + "." + std::to_string(tenths % 10);
}

std::string capitalised(std::string text) {
  if (!text.empty()) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  }
  return text;
}

}  // namespace holdfast::cli
