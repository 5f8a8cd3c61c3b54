#include "tray/cli/number.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

TEST(Number, ReadsAnId) {
  EXPECT_EQ(parse_id("3"), 3);
  EXPECT_EQ(parse_id("#42"), 42);
  for (const char* wrong : {"", "#", "0", "-1", "3x", "three", "99999999999999999999", "1.5"}) {
    EXPECT_EQ(parse_id(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace holdfast::cli
