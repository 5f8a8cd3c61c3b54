#include "platform/firewall/ruleset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace holdfast::platform {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr SentryPorts kSentry{.uid = 4242, .http = 1080, .https = 1443};

auto texts(const ::testing::Matcher<std::string>& matcher) {
  return ::testing::Field(&NamedText::text, matcher);
}

TEST(Ruleset, WithASentryRedirectsAndWithoutOneRefuses) {
  EXPECT_THAT(structure_of(make_ruleset({.sentry = kSentry})).rules,
              Contains(texts(HasSubstr("[redir "))));
  EXPECT_THAT(structure_of(make_ruleset({.sentry = std::nullopt})).rules,
              AllOf(Each(texts(Not(HasSubstr("[redir ")))),
                    Each(texts(Not(HasSubstr("skuid => reg 1 ] [cmp")))),
                    Contains(texts(HasSubstr("[reject ")))));
}

TEST(Ruleset, StructureTellsOptionsApartAndNothingElse) {
  const auto structure = structure_of(make_ruleset({.sentry = kSentry}));
  EXPECT_EQ(structure, structure_of(make_ruleset({.sentry = kSentry})));
  SentryPorts moved = kSentry;
  moved.https = 1444;
  EXPECT_NE(structure, structure_of(make_ruleset({.sentry = moved})));
  EXPECT_NE(structure, structure_of(make_ruleset({.sentry = kSentry, .log_group = 101})));
}

TEST(Ruleset, StructureKeepsTheOrderOfRulesInAChainOnly) {
  Ruleset ruleset = make_ruleset({.sentry = kSentry});
  const auto structure = structure_of(ruleset);
  std::ranges::reverse(ruleset.chains);
  std::ranges::reverse(ruleset.sets);
  EXPECT_EQ(structure_of(ruleset), structure);
  std::ranges::reverse(ruleset.rules);
  EXPECT_NE(structure_of(ruleset), structure);
}

TEST(Ruleset, EveryBaseChainAcceptsByDefault) {
  EXPECT_THAT(structure_of(make_ruleset({.sentry = kSentry})).chains,
              Each(texts(::testing::AnyOf("", HasSubstr("policy 1")))));
}

}  // namespace
}  // namespace holdfast::platform
