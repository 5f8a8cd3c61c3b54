#include "policy/handle_rule.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

TEST(HandleRule, BringsHandlesToOneSpelling) {
  const auto rule = HandleRule::make({.chars = "a-z0-9._", .max = 30}).value();
  EXPECT_EQ(rule.canonical("Her.Name_1"), "her.name_1");
  for (const std::string_view handle : {"", "her name", "her-name", "her/name", "h\u00e9r"}) {
    EXPECT_EQ(rule.canonical(handle), std::nullopt) << handle;
  }
  EXPECT_EQ(rule.canonical(std::string(31, 'a')), std::nullopt);
  EXPECT_EQ(rule.canonical(std::string(1000000, 'a')), std::nullopt);
}

TEST(HandleRule, KeepsCaseWhereItMatters) {
  const auto rule = HandleRule::make({.chars = "A-Za-z0-9_-",
                                      .min = 24,
                                      .max = 24,
                                      .prefix = "UC",
                                      .letters = HandleCase::kSensitive})
                        .value();
  EXPECT_EQ(rule.canonical("UCabcdefghij-_ABCDEFGHIJ"), "UCabcdefghij-_ABCDEFGHIJ");
  EXPECT_EQ(rule.canonical("ucabcdefghij-_ABCDEFGHIJ"), std::nullopt);
}

TEST(HandleRule, DropsWhatPeopleWriteBetween) {
  const auto rule =
      HandleRule::make({.chars = "0-9", .min = 7, .max = 15, .ignore = "+ -"}).value();
  EXPECT_EQ(rule.canonical("+1 555-123 4567"), "15551234567");
}

TEST(HandleRule, TakesUnicodeWhereAllowed) {
  const auto rule = HandleRule::make({.unicode = true}).value();
  EXPECT_EQ(rule.canonical("m\u00fcller"), "m\u00fcller");
  EXPECT_EQ(rule.canonical("m\xffller"), std::nullopt);
  EXPECT_EQ(rule.canonical("m\u202eller"), std::nullopt);
}

TEST(HandleRule, TellsNumbersFromNames) {
  const auto rule = HandleRule::make({.needs_letter = true}).value();
  EXPECT_EQ(rule.canonical("12345"), std::nullopt);
  EXPECT_EQ(rule.canonical("user12345"), "user12345");
}

TEST(HandleRule, KnowsReservedWords) {
  const auto rule = HandleRule::make({.reserved = {"stories", "explore"}}).value();
  EXPECT_TRUE(rule.is_reserved("explore"));
  EXPECT_FALSE(rule.is_reserved("her.name"));
}

TEST(HandleRule, RefusesContradictions) {
  EXPECT_FALSE(HandleRule::make({.min = 5, .max = 3}));
  EXPECT_FALSE(HandleRule::make({.min = 0}));
  EXPECT_FALSE(HandleRule::make({.max = 100000}));
  EXPECT_FALSE(HandleRule::make({.chars = ""}));
  EXPECT_FALSE(HandleRule::make({.chars = "z-a"}));
  EXPECT_FALSE(HandleRule::make({.chars = "a \n"}));
}

}  // namespace
}  // namespace holdfast
