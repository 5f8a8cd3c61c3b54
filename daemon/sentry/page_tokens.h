#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "daemon/sentry/attempt_ledger.h"

namespace holdfast::daemon {

/// What proves that a form was filled on a page that this sentry handed to the person: random, for
/// one rule, for one use, for an hour. Bounded: the oldest go first.
class PageTokens {
 public:
  static constexpr std::chrono::hours kLife{1};
  static constexpr std::size_t kMost = 64;
  static constexpr std::size_t kDigits = 32;  ///< 128 random bits in hex

  std::string issue(std::string_view rule, Instant now);
  /// Whether it was issued for that rule within the hour and not used yet; it is used from then on.
  bool redeem(std::string_view token, std::string_view rule, Instant now);
  std::size_t size() const { return issued_.size(); }

 private:
  struct Issued {
    std::string token;
    std::string rule;
    Instant until;
  };
  std::deque<Issued> issued_;  // oldest first
};

}  // namespace holdfast::daemon
