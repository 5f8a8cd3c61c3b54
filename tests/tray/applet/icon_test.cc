#include "tray/applet/icon.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace holdfast::applet {
namespace {

double luminance(std::uint32_t pixel) {
  const auto linear = [](std::uint32_t byte) {
    const double c = (byte & 255) / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(pixel >> 16) + 0.7152 * linear(pixel >> 8) + 0.0722 * linear(pixel);
}

// https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
double contrast(double a, double b) { return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05); }

constexpr std::array kMoods = {Mood::kHolding, Mood::kWeakened, Mood::kAway, Mood::kCloser};

TEST(Icon, IsDrawnAtEverySizeForEveryNumberOfDigits) {
  for (const int size : kIconSizes) {
    for (const Mood mood : kMoods) {
      std::set<std::vector<std::uint32_t>> pictures;
      for (const int days : {0, 1, 7, 12, 99, 128, 365, 1024, 9999}) {
        const Pixmap drawn = draw_icon({mood, days}, size);
        EXPECT_EQ(drawn.size, size);
        EXPECT_EQ(drawn.argb.size(), static_cast<std::size_t>(size * size));
        pictures.insert(drawn.argb);
      }
      EXPECT_EQ(pictures.size(), 9u) << "each number looks different at " << size;
    }
  }
}

TEST(Icon, StatesDifferInShapeAndNotInColourAlone) {
  std::set<std::vector<bool>> shapes;
  for (const Mood mood : kMoods) {
    std::vector<bool> shape;
    for (const std::uint32_t pixel : draw_icon({mood, 12}, 22).argb) {
      shape.push_back(pixel >> 24 > 127);
    }
    shapes.insert(shape);
  }
  EXPECT_EQ(shapes.size(), kMoods.size());
}

TEST(Icon, TheNumberStandsOutFromItsTile) {
  for (const Mood mood : {Mood::kHolding, Mood::kWeakened, Mood::kCloser}) {
    const Pixmap drawn = draw_icon({mood, 1}, 48);
    const double tile = luminance(drawn.argb[24 * 48 + 6]);
    EXPECT_GT(contrast(1.0, tile), 4.5);
  }
}

TEST(Icon, AnAwayDaemonIsSeenOnLightAndDarkPanels) {
  const Pixmap drawn = draw_icon({Mood::kAway, 12}, 24);
  const double ink = luminance(drawn.argb[12 * 24]);
  EXPECT_GT(contrast(1.0, ink), 3.0);
  EXPECT_GT(contrast(0.02, ink), 3.0);
  EXPECT_EQ(drawn.argb[3 * 24 + 12] >> 24, 0u) << "hollow";
}

TEST(Icon, KeepsTheNumberWithinTheTile) {
  for (const int size : kIconSizes) {
    const Pixmap drawn = draw_icon({Mood::kHolding, 9999}, size);
    const auto column = [&](int x) {
      for (int y = size / 3; y < size * 2 / 3; ++y) {
        if ((drawn.argb[static_cast<std::size_t>(y * size + x)] & 0xFFFFFF) == 0xFFFFFF)
          return true;
      }
      return false;
    };
    EXPECT_FALSE(column(size - 1)) << size;
  }
}

}  // namespace
}  // namespace holdfast::applet
