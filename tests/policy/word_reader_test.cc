#include "policy/word_reader.h"

#include <gtest/gtest.h>

#include <array>

namespace holdfast {
namespace {

std::vector<Word> words(std::string_view line) {
  return std::get<std::vector<Word>>(split_words(line));
}

TEST(WordReader, WalksToTheEnd) {
  const auto line = words("alias them");
  WordReader reader(line, "alias WORD");
  EXPECT_EQ(reader.next()->text, "alias");
  EXPECT_EQ(reader.peek()->text, "them");
  EXPECT_EQ(reader.need("the alias")->text, "them");
  EXPECT_EQ(reader.next(), nullptr);
  EXPECT_TRUE(reader.is_finished());
}

TEST(WordReader, SaysWhatIsMissingBehindTheLastWord) {
  const auto line = words("  alias  ");
  WordReader reader(line, "alias WORD");
  reader.next();
  EXPECT_EQ(reader.need("the alias"), nullptr);
  EXPECT_EQ(
      reader.problem(),
      (RuleProblem{.column = 8, .what = "the alias is missing", .hint = "write `alias WORD`"}));
}

TEST(WordReader, SuggestsAnOption) {
  constexpr std::array<std::string_view, 3> kOptions = {"scope", "until", "for"};
  const auto line = words("x skope");
  WordReader reader(line, "x");
  reader.next();
  reader.refuse_unknown(*reader.next(), kOptions);
  EXPECT_EQ(reader.problem().what, "unknown word `skope`");
  EXPECT_EQ(reader.problem().hint, "did you mean `scope`?");
}

TEST(WordReader, ListsTheOptionsWhereNothingIsNear) {
  constexpr std::array<std::string_view, 3> kOptions = {"scope", "until", "for"};
  const auto line = words("tomorrow");
  WordReader reader(line, "x");
  reader.refuse_unknown(*reader.next(), kOptions);
  EXPECT_EQ(reader.problem().hint, "write scope, until or for");
}

TEST(WordReader, KeepsTheFirstComplaint) {
  const auto line = words("a b");
  WordReader reader(line, "x");
  reader.refuse(*reader.next(), "first");
  reader.refuse(*reader.next(), "second");
  EXPECT_EQ(reader.problem().what, "first");
}

TEST(WordReader, MakesAHintOfAnErrorsSecondHalf) {
  const auto line = words("a");
  WordReader reader(line, "x");
  EXPECT_FALSE(reader.take(*reader.next(),
                           Result<int>(Error{ErrorCode::kInvalid, with_hint("no", "do it")})));
  EXPECT_EQ(reader.problem().what, "no");
  EXPECT_EQ(reader.problem().hint, "do it");
}

TEST(WordReader, BoundsTexts) {
  const auto line = words("abc \"\"");
  WordReader reader(line, "x");
  EXPECT_EQ(reader.need_text("the name", 2), nullptr);
  EXPECT_EQ(reader.problem().what, "the name is 3 bytes long");
  WordReader other(line, "x");
  EXPECT_NE(other.need_text("the name", 3), nullptr);
  EXPECT_EQ(other.need_text("the name", 3), nullptr);
  EXPECT_EQ(other.problem().what, "the name is empty");
}

TEST(WordReader, ComplainsAboutWhatIsLeft) {
  const auto line = words("a b");
  WordReader reader(line, "a");
  reader.next();
  EXPECT_FALSE(reader.is_finished());
  EXPECT_EQ(reader.problem().what, "the statement ends before `b`");
  EXPECT_EQ(reader.problem().column, 3);
}

}  // namespace
}  // namespace holdfast
