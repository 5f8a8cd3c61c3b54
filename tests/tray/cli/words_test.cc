#include "tray/cli/words.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

TEST(Words, Counts) {
  EXPECT_EQ(counted(1, "day"), "1 day");
  EXPECT_EQ(counted(0, "day"), "0 days");
  EXPECT_EQ(counted(2, "address", "addresses"), "2 addresses");
}

TEST(Words, Lists) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

TEST(Words, RoundsAShareDown) {
  EXPECT_EQ(percent(100), "100");
  EXPECT_EQ(percent(99.99), "99.9");
  EXPECT_EQ(percent(99.8), "99.8");
  EXPECT_EQ(percent(0), "0");
}

TEST(Words, Capitalises) {
  EXPECT_EQ(capitalised("no rule"), "No rule");
  EXPECT_EQ(capitalised(""), "");
}

}  // namespace
}  // namespace holdfast::cli
