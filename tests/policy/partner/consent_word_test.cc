#include "policy/partner/consent_word.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

TEST(ConsentWord, IsReadAsPeopleReadItToEachOther) {
  for (const char* given :
       {"amber-river-12", "Amber River 12", " AMBERRIVER12\n", "amber–river 12"}) {
    EXPECT_TRUE(is_consent_word(given, "amber-river-12")) << given;
  }
}

TEST(ConsentWord, IsNoOther) {
  for (const char* given :
       {"", "-", "amber", "amber-river-13", "amber-river-123", "river-amber-12"}) {
    EXPECT_FALSE(is_consent_word(given, "amber-river-12")) << given;
  }
  EXPECT_FALSE(is_consent_word("", ""));
  EXPECT_FALSE(is_consent_word("--", "-")) << "nothing to tell";
}

}  // namespace
}  // namespace holdfast
