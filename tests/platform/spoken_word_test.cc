#include "platform/spoken_word.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace holdfast::platform {
namespace {

TEST(SpokenWord, IsEasilyReadAndNeverTheSame) {
  const std::regex shape("([bdfgklmnprstvz][aeiou]){2}(-([bdfgklmnprstvz][aeiou]){2}){2}");
  std::set<std::string> made;
  for (int i = 0; i < 200; ++i) {
    const auto word = make_spoken_word();
    ASSERT_TRUE(word);
    EXPECT_TRUE(std::regex_match(*word, shape)) << *word;
    made.insert(*word);
  }
  EXPECT_EQ(made.size(), 200u);
}

}  // namespace
}  // namespace holdfast::platform
