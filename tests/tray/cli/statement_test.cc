#include "tray/cli/statement.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

TEST(Statement, GivesBackTheQuotationMarks) {
  EXPECT_EQ(to_statement("block", {"a.org", "for", "30d"}), "block a.org for 30d");
  EXPECT_EQ(to_statement("plan", {"If it pulls"}), "plan \"If it pulls\"");
  EXPECT_EQ(to_statement("plan", {R"(say "no" \ go)"}), R"(plan "say \"no\" \\ go")");
  EXPECT_EQ(to_statement("alias", {""}), "alias \"\"");
  EXPECT_EQ(to_statement("alias", {"#1"}), "alias \"#1\"");
  EXPECT_EQ(to_statement("block", {"https://a.org/#x"}), "block https://a.org/#x");
  EXPECT_EQ(to_statement("lock", {}), "lock");
}

TEST(Statement, RefusesWhatCannotStandOnALine) {
  for (const char* word : {"a\nb", "a\tb", "\x7f", "\xFF", "a\rb"}) {
    EXPECT_EQ(to_statement("alias", {word}), std::nullopt);
  }
}

TEST(Statement, FindsTheLinesOfAKeyword) {
  constexpr std::string_view kPolicy = "# plan\nplan \"a\"\r\n  plan\t\"b\"\nplans x\nalias them";
  EXPECT_EQ(lines_with(kPolicy, "plan"), (std::vector<std::string>{"plan \"a\"", "plan\t\"b\""}));
  EXPECT_EQ(lines_with(kPolicy, "alias"), std::vector<std::string>{"alias them"});
  EXPECT_TRUE(lines_with("", "plan").empty());
  EXPECT_TRUE(begins_with("lock", "lock"));
  EXPECT_FALSE(begins_with("locked", "lock"));
}

}  // namespace
}  // namespace holdfast::cli
