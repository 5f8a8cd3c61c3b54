#include "platform/form_body.h"

#include <gtest/gtest.h>

namespace holdfast::platform {
namespace {

TEST(FormBody, FindsAValue) {
  EXPECT_EQ(form_value("rule=3f9c&token=ab", "rule"), "3f9c");
  EXPECT_EQ(form_value("rule=3f9c&token=ab", "token"), "ab");
  EXPECT_EQ(form_value("&&token=ab&", "token"), "ab");
  EXPECT_EQ(form_value("rule", "rule"), "");
  EXPECT_EQ(form_value("rule=", "rule"), "");
  EXPECT_EQ(form_value("a=b=c", "a"), "b=c");
}

TEST(FormBody, DecodesNamesAndValues) {
  EXPECT_EQ(form_value("r%75le=a+b%2Bc%26", "rule"), "a b+c&");
}

TEST(FormBody, GivesNothingForWhatIsMissingDoubleOrBroken) {
  EXPECT_EQ(form_value("", "rule"), std::nullopt);
  EXPECT_EQ(form_value("rules=1", "rule"), std::nullopt);
  EXPECT_EQ(form_value("rule=1&rule=1", "rule"), std::nullopt);
  EXPECT_EQ(form_value("rule=1&rul%65=2", "rule"), std::nullopt);
  EXPECT_EQ(form_value("rule=%", "rule"), std::nullopt);
  EXPECT_EQ(form_value("rule=%4", "rule"), std::nullopt);
  EXPECT_EQ(form_value("rule=%4g", "rule"), std::nullopt);
}

}  // namespace
}  // namespace holdfast::platform
