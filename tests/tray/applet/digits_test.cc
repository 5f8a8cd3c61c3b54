#include "tray/applet/digits.h"

#include <gtest/gtest.h>

#include <cmath>

namespace holdfast::applet {
namespace {

// Five by seven with lines of one pixel: as small as it gets.
std::vector<std::uint32_t> drawn(int digit, const DigitBox& box) {
  Canvas canvas(16);
  canvas.stroke(digit_strokes(digit, box), box.line, {1, 1, 1});
  return canvas.argb();
}

TEST(Digits, StayWithinTheirBox) {
  for (const DigitBox& box : {DigitBox{2, 3, 4, 7, 1}, DigitBox{2, 3, 9, 12, 2}}) {
    for (int digit = 0; digit <= 9; ++digit) {
      for (const Stroke& stroke : digit_strokes(digit, box)) {
        for (const Point& point : stroke) {
          EXPECT_GE(point.x - box.line / 2, box.left - 0.01F) << digit;
          EXPECT_LE(point.x + box.line / 2, box.left + box.width + 0.01F) << digit;
          EXPECT_GE(point.y - box.line / 2, box.top - 0.01F) << digit;
          EXPECT_LE(point.y + box.line / 2, box.top + box.height + 0.01F) << digit;
        }
      }
    }
  }
}

TEST(Digits, AreToldApartAtTheSmallestSize) {
  const DigitBox box{2, 2, 3, 7, 1};
  for (int one = 0; one <= 9; ++one) {
    for (int other = one + 1; other <= 9; ++other) {
      const auto a = drawn(one, box);
      const auto b = drawn(other, box);
      int differing = 0;
      for (std::size_t i = 0; i < a.size(); ++i) {
        const int difference = static_cast<int>(a[i] >> 24) - static_cast<int>(b[i] >> 24);
        differing += std::abs(difference) > 100;
      }
      EXPECT_GE(differing, 2) << one << " and " << other;
    }
  }
}

TEST(Digits, FillTheirHeight) {
  for (int digit = 0; digit <= 9; ++digit) {
    const auto pixels = drawn(digit, {4, 4, 5, 9, 1});
    const auto row = [&](std::size_t y) {
      std::uint32_t most = 0;
      for (std::size_t x = 0; x < 16; ++x) most = std::max(most, pixels[y * 16 + x] >> 24);
      return most;
    };
    EXPECT_GT(row(4), 150u) << digit;
    EXPECT_GT(row(12), 150u) << digit;
    EXPECT_EQ(row(3), 0u) << digit;
    EXPECT_EQ(row(13), 0u) << digit;
  }
}

}  // namespace
}  // namespace holdfast::applet
