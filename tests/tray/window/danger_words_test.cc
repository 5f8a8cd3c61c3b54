#include "tray/window/danger_words.h"

#include <gtest/gtest.h>

namespace holdfast::window {
namespace {

TEST(DangerWords, AreHeardInThreeLanguages) {
  for (const char* one : {"I want to die", "I WANT TO DIE", "Ich will nicht mehr leben.",
                          "Ich bringe mich um", "ich könnte mich umbringen", "Quiero morir",
                          "pienso en suicidarme", "hacerme da\x6e\xCC\x83o"}) {
    EXPECT_TRUE(speaks_of_danger(one)) << one;
  }
  for (const char* one : {"I miss them", "Es tut weh", "Me duele", "I died laughing", ""}) {
    EXPECT_FALSE(speaks_of_danger(one)) << one;
  }
}

}  // namespace
}  // namespace holdfast::window
