#include "policy/nearest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace holdfast {
namespace {

constexpr std::array<std::string_view, 5> kWords = {"block", "lock", "cooling-off", "mon", "until"};

TEST(Nearest, SeesThroughTypingErrors) {
  EXPECT_EQ(nearest("blok", kWords), "block");
  EXPECT_EQ(nearest("Block", kWords), "block");
  EXPECT_EQ(nearest("blcok", kWords), "block");
  EXPECT_EQ(nearest("coolingoff", kWords), "cooling-off");
  EXPECT_EQ(nearest("unitl", kWords), "until");
  EXPECT_EQ(nearest("mom", kWords), "mon");
}

TEST(Nearest, GuessesNothingWild) {
  EXPECT_EQ(nearest("", kWords), std::nullopt);
  EXPECT_EQ(nearest("plan", kWords), std::nullopt);
  EXPECT_EQ(nearest("thu", kWords), std::nullopt);
  EXPECT_EQ(nearest(std::string(100'000, 'b'), kWords), std::nullopt);
}

}  // namespace
}  // namespace holdfast
