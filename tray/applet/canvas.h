#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace holdfast::applet {

struct Point {
  float x = 0;
  float y = 0;
};

/// Straight lines from point to point, drawn with round ends.
using Stroke = std::vector<Point>;

struct Colour {
  float red = 0;  // each from 0 to 1
  float green = 0;
  float blue = 0;
  float alpha = 1;
};

/// A square picture drawn by distance: a shape is a function that says how far a point lies outside
/// it (negative inside), in pixels, so that every edge is smooth at every size.
class Canvas {
 public:
  using Shape = std::function<float(Point)>;

  explicit Canvas(int size)
      : size_(size), pixels_(static_cast<std::size_t>(size * size), Colour{0, 0, 0, 0}) {}

  void fill(const Shape& shape, Colour colour);
  void stroke(const std::vector<Stroke>& strokes, float width, Colour colour);

  int size() const { return size_; }
  /// Rows from the top; each pixel 0xAARRGGBB, its colour not multiplied by alpha.
  std::vector<std::uint32_t> argb() const;

 private:
  int size_;
  std::vector<Colour> pixels_;  // colour multiplied by alpha
};

/// Half-widths around a centre, with corners cut round or at 45 degrees by so many pixels.
Canvas::Shape rounded_box(Point centre, Point half, float radius);
Canvas::Shape cut_box(Point centre, Point half, float cut);

}  // namespace holdfast::applet
