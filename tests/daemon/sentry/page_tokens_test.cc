#include "daemon/sentry/page_tokens.h"

#include <gtest/gtest.h>

#include <set>

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

constexpr Instant kNow{1h};
constexpr std::string_view kRule = "3f9c0a1b2c3d4e5f";

TEST(PageTokens, AreGoodForOneUse) {
  PageTokens tokens;
  const std::string token = tokens.issue(kRule, kNow);
  EXPECT_EQ(token.size(), PageTokens::kDigits);
  EXPECT_TRUE(tokens.redeem(token, kRule, kNow));
  EXPECT_FALSE(tokens.redeem(token, kRule, kNow));
}

TEST(PageTokens, AreGoodForTheirRuleOnly) {
  PageTokens tokens;
  const std::string token = tokens.issue(kRule, kNow);
  EXPECT_FALSE(tokens.redeem(token, "", kNow));
  EXPECT_FALSE(tokens.redeem(token, "0000000000000000", kNow));
  EXPECT_TRUE(tokens.redeem(token, kRule, kNow));
}

TEST(PageTokens, AreGoodForAnHour) {
  PageTokens tokens;
  const std::string early = tokens.issue(kRule, kNow);
  const std::string late = tokens.issue(kRule, kNow + 1min);
  EXPECT_FALSE(tokens.redeem(early, kRule, kNow + 1h));
  EXPECT_TRUE(tokens.redeem(late, kRule, kNow + 1h));
}

TEST(PageTokens, AreBoundedAndNeverAlike) {
  PageTokens tokens;
  std::set<std::string> seen;
  const std::string first = tokens.issue(kRule, kNow);
  for (std::size_t i = 0; i < PageTokens::kMost; ++i) seen.insert(tokens.issue(kRule, kNow));
  EXPECT_EQ(seen.size(), PageTokens::kMost);
  EXPECT_EQ(tokens.size(), PageTokens::kMost);
  EXPECT_FALSE(tokens.redeem(first, kRule, kNow));
  EXPECT_FALSE(tokens.redeem("", kRule, kNow));
}

}  // namespace
}  // namespace holdfast::daemon
