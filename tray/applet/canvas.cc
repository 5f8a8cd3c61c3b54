#include "tray/applet/canvas.h"

#include <algorithm>
#include <cmath>

namespace holdfast::applet {
namespace {

float length(Point a) { return std::sqrt(a.x * a.x + a.y * a.y); }

float distance_to_line(Point p, Point a, Point b) {
  const Point ap{p.x - a.x, p.y - a.y};
  const Point ab{b.x - a.x, b.y - a.y};
  const float squared = ab.x * ab.x + ab.y * ab.y;
  const float along =
      squared > 0 ? std::clamp((ap.x * ab.x + ap.y * ab.y) / squared, 0.0F, 1.0F) : 0;
  return length({ap.x - ab.x * along, ap.y - ab.y * along});
}

struct Bounds {
  Point least{1e9F, 1e9F};
  Point most{-1e9F, -1e9F};
};

Bounds bounds_of(const std::vector<Stroke>& strokes) {
  Bounds bounds;
  for (const Stroke& stroke : strokes) {
    for (const Point& point : stroke) {
      bounds.least = {std::min(bounds.least.x, point.x), std::min(bounds.least.y, point.y)};
      bounds.most = {std::max(bounds.most.x, point.x), std::max(bounds.most.y, point.y)};
    }
  }
  return bounds;
}

std::uint32_t byte_of(float share) {
  return static_cast<std::uint32_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * 255));
}

}  // namespace

void Canvas::fill(const Shape& shape, Colour colour) {
  for (int y = 0; y < size_; ++y) {
    for (int x = 0; x < size_; ++x) {
      const float outside = shape({static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F});
      const float cover = std::clamp(0.5F - outside, 0.0F, 1.0F) * colour.alpha;
      if (cover <= 0) continue;
      Colour& pixel = pixels_[static_cast<std::size_t>(y * size_ + x)];
      pixel.red = colour.red * cover + pixel.red * (1 - cover);
      pixel.green = colour.green * cover + pixel.green * (1 - cover);
      pixel.blue = colour.blue * cover + pixel.blue * (1 - cover);
      pixel.alpha = cover + pixel.alpha * (1 - cover);
    }
  }
}

void Canvas::stroke(const std::vector<Stroke>& strokes, float width, Colour colour) {
  const Bounds bounds = bounds_of(strokes);
  const float reach = width / 2 + 1;
  fill(
      [&](Point p) {
        if (p.x < bounds.least.x - reach || p.x > bounds.most.x + reach ||
            p.y < bounds.least.y - reach || p.y > bounds.most.y + reach) {
          return reach;
        }
        float nearest = reach + width;
        for (const Stroke& stroke : strokes) {
          for (std::size_t i = 1; i < stroke.size(); ++i) {
            nearest = std::min(nearest, distance_to_line(p, stroke[i - 1], stroke[i]));
          }
        }
        return nearest - width / 2;
      },
      colour);
}

std::vector<std::uint32_t> Canvas::argb() const {
  std::vector<std::uint32_t> bytes;
  bytes.reserve(pixels_.size());
  for (const Colour& pixel : pixels_) {
    const float alpha = pixel.alpha > 0 ? pixel.alpha : 1;
    bytes.push_back(byte_of(pixel.alpha) << 24 | byte_of(pixel.red / alpha) << 16 |
                    byte_of(pixel.green / alpha) << 8 | byte_of(pixel.blue / alpha));
  }
  return bytes;
}

Canvas::Shape rounded_box(Point centre, Point half, float radius) {
  return [=](Point p) {
    const Point q{std::abs(p.x - centre.x) - half.x + radius,
                  std::abs(p.y - centre.y) - half.y + radius};
    return length({std::max(q.x, 0.0F), std::max(q.y, 0.0F)}) + std::min(std::max(q.x, q.y), 0.0F) -
           radius;
  };
}

Canvas::Shape cut_box(Point centre, Point half, float cut) {
  return [=](Point p) {
    const Point q{std::abs(p.x - centre.x), std::abs(p.y - centre.y)};
    const float sides = std::max(q.x - half.x, q.y - half.y);
    const float corners = (q.x + q.y - half.x - half.y + cut) * 0.70710678F;
    return std::max(sides, corners);
  };
}

}  // namespace holdfast::applet
