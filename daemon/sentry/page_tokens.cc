#include "daemon/sentry/page_tokens.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace holdfast::daemon {
namespace {

std::string random_digits() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<std::uint8_t, PageTokens::kDigits / 2> bytes{};
  // So few are never cut short (getrandom(2)), and a token that can be guessed is worse than none.
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    std::abort();
  std::string digits;
  for (const std::uint8_t byte : bytes) {
    digits += kHex[byte >> 4];
    digits += kHex[byte & 15];
  }
  return digits;
}

}  // namespace

std::string PageTokens::issue(std::string_view rule, Instant now) {
  if (issued_.size() >= kMost) issued_.pop_front();
  issued_.push_back({random_digits(), std::string(rule), now + kLife});
  return issued_.back().token;
}

bool PageTokens::redeem(std::string_view token, std::string_view rule, Instant now) {
  while (!issued_.empty() && issued_.front().until <= now) issued_.pop_front();
  const auto found = std::find_if(issued_.begin(), issued_.end(), [&](const Issued& one) {
    return one.token == token && one.rule == rule;
  });
  if (found == issued_.end()) return false;
  issued_.erase(found);
  return true;
}

}  // namespace holdfast::daemon
