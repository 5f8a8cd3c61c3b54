#include "policy/text.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

TEST(Text, FoldsAsciiOnly) {
  EXPECT_EQ(to_lower("Her.NAME \u00c4"), "her.name \u00c4");
  EXPECT_TRUE(equals_ignoring_case("Stories", "sTORIES"));
  EXPECT_FALSE(equals_ignoring_case("story", "stories"));
}

TEST(Text, KnowsWhatATerminalCanShow) {
  EXPECT_TRUE(is_showable("her \u00e4 \u2603 \U0001f331"));
  for (const std::string_view text :
       {"\x1b[31m", "\n", "\x7f", "\u0085", "\u202e", "\xff", "\xc0\x80", "\xed\xa0\x80",
        "\xe2\x82", "\xf4\x90\x80\x80", "\x80"}) {
    EXPECT_FALSE(is_showable(text));
  }
}

TEST(Text, QuotesForPeople) {
  EXPECT_EQ(in_quotes("her.name"), "`her.name`");
  EXPECT_EQ(in_quotes("a\x1b[31m"), "this");
  EXPECT_EQ(in_quotes(std::string(59, 'a') + "\u00e4\u00e4"), "`" + std::string(59, 'a') + "...`");
}

TEST(Text, DecodesPercentSigns) {
  EXPECT_EQ(percent_decoded("her%2Ename%2f"), "her.name/");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%zz%4"), "%zz%4");
  EXPECT_EQ(percent_encoded("@her name/\u00e4"), "@her%20name%2F%C3%A4");
  EXPECT_EQ(percent_decoded(percent_encoded("\xff\x01%&")), "\xff\x01%&");
}

TEST(Text, CountsEdits) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("instagram", "instagram"), 0U);
  EXPECT_EQ(edit_distance("instagrm", "instagram"), 1U);
  EXPECT_EQ(edit_distance("isntagram", "instagram"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

}  // namespace
}  // namespace holdfast
