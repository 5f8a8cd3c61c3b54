#include "platform/accept_language.h"

#include <algorithm>
#include <optional>

namespace holdfast::platform {
namespace {

constexpr int kWhole = 1000;  // weights are counted in thousandths

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// `0`, `0.5`, `1.000`: at most three digits behind the point.
std::optional<int> weight_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int weight = (text[0] - '0') * kWhole;
  if (text.size() == 1) return weight;
  if (text[1] != '.') return std::nullopt;
  int place = kWhole / 10;
  for (const char c : text.substr(2)) {
    if (c < '0' || c > '9') return std::nullopt;
    weight += (c - '0') * place;
    place /= 10;
  }
  return weight <= kWhole ? std::optional(weight) : std::nullopt;
}

struct Wish {
  std::string_view language;  // without its region
  int weight = 0;
};

Wish read_wish(std::string_view part) {
  const std::size_t end = std::min(part.find(';'), part.size());
  const std::string_view range = trimmed(part.substr(0, end));
  Wish wish{range.substr(0, range.find('-')), kWhole};
  if (end == part.size()) return wish;
  const std::string_view parameter = trimmed(part.substr(end + 1));
  const bool is_weight = parameter.size() > 2 && lower(parameter[0]) == 'q' && parameter[1] == '=';
  wish.weight = is_weight ? weight_of(parameter.substr(2)).value_or(0) : 0;
  return wish;
}

bool is_alike(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::size_t best_language(std::string_view field, std::span<const std::string_view> offered) {
  std::size_t best = 0;
  int best_weight = 0;
  while (!field.empty()) {
    const std::size_t end = std::min(field.find(','), field.size());
    const Wish wish = read_wish(field.substr(0, end));
    field.remove_prefix(std::min(end + 1, field.size()));
    if (wish.weight <= best_weight) continue;
    const auto found = std::find_if(offered.begin(), offered.end(), [&](std::string_view language) {
      return is_alike(language, wish.language);
    });
    if (found == offered.end()) continue;
    best = static_cast<std::size_t>(found - offered.begin());
    best_weight = wish.weight;
  }
  return best;
}

}  // namespace holdfast::platform
