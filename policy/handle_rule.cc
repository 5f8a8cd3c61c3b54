#include "policy/handle_rule.h"

#include <algorithm>
#include <utility>

#include "policy/text.h"

namespace holdfast {
namespace {

constexpr std::size_t kMaxHandleBytes = 255;

bool is_plain(char c) { return c > ' ' && c < 0x7f; }

// `a-z0-9._-`: a `-` between two characters makes a range, anywhere else it is itself.
std::optional<std::bitset<128>> read_chars(std::string_view chars) {
  std::bitset<128> allowed;
  for (std::size_t i = 0; i < chars.size(); ++i) {
    const char first = chars[i];
    char last = first;
    if (i + 2 < chars.size() && chars[i + 1] == '-') {
      last = chars[i + 2];
      i += 2;
    }
    if (!is_plain(first) || !is_plain(last) || last < first) return std::nullopt;
    for (int c = first; c <= last; ++c) allowed.set(static_cast<std::size_t>(c));
  }
  return allowed.any() ? std::optional(allowed) : std::nullopt;
}

}  // namespace

HandleRule::HandleRule() : HandleRule(*make({})) {}

HandleRule::HandleRule(Words words, const std::bitset<128>& allowed)
    : words_(std::move(words)), allowed_(allowed) {}

Result<HandleRule> HandleRule::make(Words words) {
  if (words.min < 1 || words.max < words.min || words.max > kMaxHandleBytes) {
    return Error{ErrorCode::kInvalid, "`min` and `max` must be 1 <= min <= max <= 255"};
  }
  const auto allowed = read_chars(words.chars);
  if (!allowed) {
    return Error{ErrorCode::kInvalid,
                 "`chars` must be printable ASCII characters and ranges, like `a-z0-9._-`"};
  }
  std::ranges::sort(words.reserved);
  return HandleRule(std::move(words), *allowed);
}

std::optional<std::string> HandleRule::canonical(std::string_view handle) const {
  if (handle.size() > 4 * kMaxHandleBytes) return std::nullopt;
  std::string spelling;
  bool ascii = true;
  for (const char c : handle) {
    if (words_.ignore.find(c) != words_.ignore.npos) continue;
    const char folded = words_.letters == HandleCase::kInsensitive ? to_lower(c) : c;
    const auto byte = static_cast<unsigned char>(folded);
    if (byte >= 0x80 ? !words_.unicode : !allowed_.test(byte)) return std::nullopt;
    ascii = ascii && byte < 0x80;
    spelling += folded;
  }
  if (spelling.size() < words_.min || spelling.size() > words_.max) return std::nullopt;
  if (!spelling.starts_with(words_.prefix)) return std::nullopt;
  if (words_.needs_letter && spelling.find_first_not_of("0123456789") == spelling.npos) {
    return std::nullopt;
  }
  if (!ascii && !is_showable(spelling)) return std::nullopt;
  return spelling;
}

bool HandleRule::is_reserved(std::string_view handle) const {
  return std::ranges::binary_search(words_.reserved, handle, {},
                                    [](const auto& word) { return std::string_view(word); });
}

Phrase HandleRule::describe() const {
  const std::string least = std::to_string(words_.min);
  const std::string most = std::to_string(words_.max);
  const Phrase characters =
      words_.min == words_.max ? say("{1} characters of `{2}`", {most, words_.chars})
                               : say("{1} to {2} characters of `{3}`", {least, most, words_.chars});
  if (words_.prefix.empty()) return characters;
  return say("{1}, beginning with `{2}`", {characters, words_.prefix});
}

}  // namespace holdfast
