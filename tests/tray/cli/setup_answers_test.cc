#include "tray/cli/setup_answers.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

TEST(SetupAnswers, KnowADateFromALength) {
  EXPECT_EQ(end_words("30d"), "for 30d");
  EXPECT_EQ(end_words("2027-03-01"), "until 2027-03-01");
  EXPECT_EQ(end_words("for 30d"), "for 30d");
  EXPECT_EQ(end_words("until 2027-03-01"), "until 2027-03-01");
  EXPECT_EQ(end_words(""), "");
  EXPECT_EQ(end_words("-"), "");
}

TEST(SetupAnswers, TakeANumberAsPeopleWriteIt) {
  EXPECT_EQ(phone_words("+49 (170) 123-45 67"), "tel:+491701234567");
  EXPECT_EQ(phone_words("0049 170/1234567"), "tel:+491701234567");
  EXPECT_EQ(phone_words("tel:+15557654321"), "tel:+15557654321");
  for (const char* wrong : {"", "+", "00", "0170 1234567", "+49 call me", "Anna"}) {
    EXPECT_FALSE(phone_words(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace holdfast::cli
