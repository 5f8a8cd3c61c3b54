#include "tray/applet/canvas.h"

#include <gtest/gtest.h>

namespace holdfast::applet {
namespace {

TEST(Canvas, BeginsClear) {
  const Canvas canvas(3);
  for (const std::uint32_t pixel : canvas.argb()) EXPECT_EQ(pixel, 0u);
}

TEST(Canvas, FillsWhatIsInside) {
  Canvas canvas(4);
  canvas.fill(rounded_box({2, 2}, {1, 1}, 0), {1, 0, 0});
  const auto pixels = canvas.argb();
  EXPECT_EQ(pixels[0], 0u);
  EXPECT_EQ(pixels[5], 0xFFFF0000u);
  EXPECT_EQ(pixels[10], 0xFFFF0000u);
}

TEST(Canvas, AnEdgeInTheMiddleOfAPixelCoversHalfOfIt) {
  Canvas canvas(2);
  canvas.fill([](Point p) { return p.x - 0.5F; }, {0, 1, 0});
  EXPECT_EQ(canvas.argb()[0], 0x8000FF00u) << "half, and of the full colour";
}

TEST(Canvas, AStrokeOnTheGridIsCrisp) {
  Canvas canvas(5);
  canvas.stroke({{{0.5F, 2.5F}, {4.5F, 2.5F}}}, 1, {1, 1, 1});
  const auto pixels = canvas.argb();
  for (std::size_t x = 1; x < 4; ++x) {
    EXPECT_EQ(pixels[10 + x], 0xFFFFFFFFu);
    EXPECT_EQ(pixels[5 + x], 0u);
  }
}

TEST(Canvas, OneColourLiesOverTheOther) {
  Canvas canvas(1);
  canvas.fill([](Point) { return -1.0F; }, {1, 0, 0});
  canvas.fill([](Point) { return -1.0F; }, {0, 0, 1, 0.5F});
  EXPECT_EQ(canvas.argb()[0], 0xFF800080u);
}

TEST(Canvas, CornersAreCut) {
  Canvas round(20);
  Canvas cut(20);
  round.fill(rounded_box({10, 10}, {10, 10}, 10), {1, 1, 1});
  cut.fill(cut_box({10, 10}, {10, 10}, 6), {1, 1, 1});
  EXPECT_EQ(round.argb()[0], 0u);
  EXPECT_EQ(cut.argb()[0], 0u);
  EXPECT_EQ(round.argb()[210], cut.argb()[210]);
}

}  // namespace
}  // namespace holdfast::applet
