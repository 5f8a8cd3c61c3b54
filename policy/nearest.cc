#include "policy/nearest.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "policy/text.h"

namespace holdfast {

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates) {
  constexpr std::size_t kMaxWord = 64;
  if (word.empty() || word.size() > kMaxWord) return std::nullopt;
  const std::string typed = to_lower(word);
  std::optional<std::string_view> best;
  std::size_t fewest = kMaxWord;
  for (const std::string_view candidate : candidates) {
    const std::size_t errors = edit_distance(typed, to_lower(candidate));
    const std::size_t allowed = std::max<std::size_t>(1, candidate.size() / 3);
    if (errors > allowed || errors >= fewest) continue;
    best = candidate;
    fewest = errors;
  }
  return best;
}

}  // namespace holdfast
