#include "policy/rules_lexer.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

std::vector<std::string> texts(std::string_view line) {
  const auto words = std::get<std::vector<Word>>(split_words(line));
  std::vector<std::string> found;
  for (const Word& word : words) found.push_back(word.text);
  return found;
}

RuleProblem problem(std::string_view line) { return std::get<RuleProblem>(split_words(line)); }

using Texts = std::vector<std::string>;

TEST(SplitWords, PartsAtBlanks) {
  EXPECT_EQ(texts(""), Texts());
  EXPECT_EQ(texts(" \t "), Texts());
  EXPECT_EQ(texts("block example.org"), (Texts{"block", "example.org"}));
  EXPECT_EQ(texts("\tblock \t example.org "), (Texts{"block", "example.org"}));
}

TEST(SplitWords, ReadsQuotationMarks) {
  EXPECT_EQ(texts(R"(plan "If I, then # I")"), (Texts{"plan", "If I, then # I"}));
  EXPECT_EQ(texts(R"("a \"b\" \\ c" "")"), (Texts{R"(a "b" \ c)", ""}));
  EXPECT_EQ(texts(R"(C:\path)"), (Texts{R"(C:\path)"}));
}

TEST(SplitWords, LeavesCommentsAway) {
  EXPECT_EQ(texts("# block example.org"), Texts());
  EXPECT_EQ(texts("alias them # \"not closed"), (Texts{"alias", "them"}));
  EXPECT_EQ(texts("block https://example.org/#top"), (Texts{"block", "https://example.org/#top"}));
}

TEST(SplitWords, SaysWhereAWordStands) {
  const auto words = std::get<std::vector<Word>>(split_words(R"(  plan "a \" b" # c)"));
  EXPECT_EQ(words, (std::vector<Word>{{"plan", 2, 6}, {"a \" b", 7, 15}}));
}

TEST(SplitWords, RefusesBrokenQuotation) {
  EXPECT_EQ(problem("plan \"a").column, 6);
  EXPECT_EQ(problem("plan \"a\\").column, 8);
  EXPECT_EQ(problem("plan \"a\\n\"").column, 8);
  EXPECT_EQ(problem("plan \"a\"b").column, 9);
  EXPECT_EQ(problem("plan a\"b\"").column, 7);
  EXPECT_EQ(problem("plan \"a\tb\"").column, 8);
}

TEST(WordText, QuotesWhatNeedsIt) {
  EXPECT_EQ(word_text("them"), "them");
  EXPECT_EQ(word_text("C:\\x#y"), "C:\\x#y");
  EXPECT_EQ(word_text("two words"), "\"two words\"");
  EXPECT_EQ(word_text("#1"), "\"#1\"");
  EXPECT_EQ(word_text(""), "\"\"");
  EXPECT_EQ(word_text("a\"\\"), R"("a\"\\")");
}

}  // namespace
}  // namespace holdfast
