#include "policy/clean_text.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::string_literals;

TEST(FindBadByte, TakesWhatPeopleWrite) {
  for (const char* text : {"", "block example.org", "a\tb", "bücher", "日本", "👋", "\u00a0"}) {
    EXPECT_EQ(find_bad_byte(text), std::nullopt) << text;
  }
}

TEST(FindBadByte, FindsControlCharacters) {
  EXPECT_EQ(find_bad_byte("ab\0c"s), (BadByte{2, "a NUL byte"}));
  for (const std::string& text :
       std::vector<std::string>{"é\r", "é\x1b[31m", "é\x7f", "é\u0085", "é\n"}) {
    EXPECT_EQ(find_bad_byte(text), (BadByte{2, "a control character"}));
  }
}

TEST(FindBadByte, FindsWhatIsNotUtf8) {
  for (const std::string& bad : std::vector<std::string>{
           "\x80",
           "\xff",
           "\xc0\xaf",
           "\xc1\xbf",
           "\xe0\x80\x80",
           "\xed\xa0\x80",
           "\xf0\x80\x80\x80",
           "\xf4\x90\x80\x80",
           "\xf5\x80\x80\x80",
           "\xc3",
           "\xe2\x82",
           "\xe2\x82x",
           "\xf0\x9f\x91",
       }) {
    EXPECT_EQ(find_bad_byte("x" + bad), (BadByte{1, "a byte that is not UTF-8"}));
  }
}

}  // namespace
}  // namespace holdfast
