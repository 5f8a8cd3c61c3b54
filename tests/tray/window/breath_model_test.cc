#include "tray/window/breath_model.h"

#include <gtest/gtest.h>

namespace holdfast::window {
namespace {

TEST(BreathModel, GrowsForFourSecondsAndSinksForSix) {
  EXPECT_TRUE(breath_at(0).is_in);
  EXPECT_DOUBLE_EQ(breath_at(0).size, 0);
  EXPECT_EQ(breath_at(0).seconds_left, 4);
  EXPECT_NEAR(breath_at(2).size, 0.5, 1e-9);
  EXPECT_NEAR(breath_at(3.9999).size, 1, 1e-3);
  EXPECT_EQ(breath_at(3.9999).seconds_left, 1);
  EXPECT_FALSE(breath_at(4).is_in);
  EXPECT_EQ(breath_at(4).seconds_left, 6);
  EXPECT_NEAR(breath_at(7).size, 0.5, 1e-9);
}

TEST(BreathModel, NeverJumps) {
  for (double at = 0; at < 25; at += 0.01) {
    EXPECT_LT(std::abs(breath_at(at + 0.01).size - breath_at(at).size), 0.01) << at;
  }
}

TEST(BreathModel, BeginsAnewAfterTenSeconds) {
  EXPECT_TRUE(breath_at(10).is_in);
  EXPECT_EQ(breath_words(breath_at(10)), "Breathe in");
  EXPECT_EQ(breath_words(breath_at(15)), "Breathe out");
  EXPECT_TRUE(breath_at(-3).is_in);
}

TEST(BreathModel, TellsTheTimeLeft) {
  EXPECT_EQ(clock_text(125), "2:05");
  EXPECT_EQ(clock_text(0), "0:00");
  EXPECT_EQ(clock_text(-4), "0:00");
}

}  // namespace
}  // namespace holdfast::window
