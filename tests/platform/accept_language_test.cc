#include "platform/accept_language.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace holdfast::platform {
namespace {

std::string_view best(std::string_view field) {
  static constexpr std::array<std::string_view, 3> kOffered = {"en", "de", "es"};
  return kOffered.at(best_language(field, kOffered));
}

TEST(AcceptLanguage, TakesTheHighestWeight) {
  EXPECT_EQ(best("de"), "de");
  EXPECT_EQ(best("en;q=0.5, es"), "es");
  EXPECT_EQ(best("fr, es;q=0.2, de;q=0.7, en;q=0.699"), "de");
  EXPECT_EQ(best("de-AT,de;q=0.9,en;q=0.8"), "de");
  EXPECT_EQ(best("ES-mx"), "es");
}

TEST(AcceptLanguage, TakesTheFirstOfAlikeOnes) {
  EXPECT_EQ(best("es, de, en"), "es");
  EXPECT_EQ(best("de;q=0.8,es;Q=0.8"), "de");
  EXPECT_EQ(best("en,de"), "en");
}

TEST(AcceptLanguage, FallsBackToTheFirstOffered) {
  for (const char* field :
       {"", "*", "fr, it;q=0.5", "de;q=0", "es;q=0.000", ",,;,", "-", "deutsch"})
    EXPECT_EQ(best(field), "en") << field;
}

TEST(AcceptLanguage, PassesOverWhatItCannotRead) {
  EXPECT_EQ(best("es;q=x, de;q=0.1"), "de");
  EXPECT_EQ(best("es;q=1.1, de;q=0.1"), "de");
  EXPECT_EQ(best("es;q=0.1234, de;q=0.1"), "de");
  EXPECT_EQ(best("es;level=1, de;q=0.1"), "de");
  EXPECT_EQ(best(" \t es \t; q=0.5 , de ;q=0.4"), "es");
}

}  // namespace
}  // namespace holdfast::platform
