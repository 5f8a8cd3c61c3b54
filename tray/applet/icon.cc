#include "tray/applet/icon.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "tray/applet/canvas.h"
#include "tray/applet/digits.h"

namespace holdfast::applet {
namespace {

constexpr Colour kTeal{0.055F, 0.478F, 0.424F};
constexpr Colour kAmber{0.718F, 0.290F, 0.043F};
constexpr Colour kViolet{0.455F, 0.255F, 0.643F};
constexpr Colour kGrey{0.545F, 0.572F, 0.608F};
constexpr Colour kWhite{1, 1, 1};
constexpr Colour kRim{1, 1, 1, 0.22F};

Colour tile_colour(Mood mood) {
  switch (mood) {
    case Mood::kWeakened:
      return kAmber;
    case Mood::kCloser:
      return kViolet;
    default:
      return kTeal;
  }
}

Canvas::Shape tile(Mood mood, float size, float inset) {
  const Point centre{size / 2, size / 2};
  const float half = size / 2 - inset;
  switch (mood) {
    case Mood::kWeakened:
      return cut_box(centre, {half, half}, size * 0.30F - inset * 0.6F);
    case Mood::kCloser:
      return rounded_box(centre, {half, half}, half);
    default:
      return rounded_box(centre, {half, half}, std::max(size * 0.24F - inset, 0.5F));
  }
}

// What is inside of one and outside of the other.
Canvas::Shape between(Canvas::Shape outer, Canvas::Shape inner) {
  return [outer = std::move(outer), inner = std::move(inner)](Point p) {
    return std::max(outer(p), -inner(p));
  };
}

struct Measures {
  float width, height, gap, line;
};

// By the number of digits; found by looking at all of them at 16, 22 and 24 pixels.
Measures measures(int digits, int size) {
  constexpr std::array<std::array<float, 4>, 4> kShares = {{
      // width, height, gap, line: shares of the size
      {0.40F, 0.62F, 0.0F, 0.115F},
      {0.31F, 0.55F, 0.08F, 0.095F},
      {0.225F, 0.50F, 0.05F, 0.080F},
      {0.175F, 0.44F, 0.045F, 0.056F},
  }};
  const auto& share = kShares.at(static_cast<std::size_t>(digits - 1));
  const auto whole = static_cast<float>(size);
  const auto pixels = [&](float part) { return std::max(1.0F, std::round(whole * part)); };
  return {pixels(share[0]), pixels(share[1]), pixels(share[2]), pixels(share[3])};
}

void draw_number(Canvas& canvas, int days, Colour colour) {
  const std::string text = std::to_string(std::clamp(days, 1, 9999));
  const auto count = static_cast<int>(text.size());
  const Measures m = measures(count, canvas.size());
  const auto size = static_cast<float>(canvas.size());
  const float total = m.width * static_cast<float>(count) + m.gap * static_cast<float>(count - 1);
  float left = std::floor((size - total) / 2);
  const float top = std::floor((size - m.height) / 2);
  for (const char digit : text) {
    canvas.stroke(digit_strokes(digit - '0', {left, top, m.width, m.height, m.line}), m.line,
                  colour);
    left += m.width + m.gap;
  }
}

// What holds on at the ground and grows: for the first day, and before it.
void draw_sprout(Canvas& canvas, Colour colour) {
  const auto s = static_cast<float>(canvas.size());
  const auto leaf = [&](float side) {
    Stroke stroke;
    for (int i = 0; i <= 8; ++i) {
      const float t = static_cast<float>(i) / 8;
      stroke.push_back(
          {s * (0.5F + side * 0.24F * std::sin(t * 1.5707963F)), s * (0.62F - 0.30F * t * t)});
    }
    return stroke;
  };
  const Stroke stem{{s * 0.5F, s * 0.78F}, {s * 0.5F, s * 0.24F}};
  canvas.stroke({stem, leaf(1), leaf(-1)}, std::max(1.5F, s * 0.085F), colour);
}

}  // namespace

Pixmap draw_icon(const Face& face, int size) {
  Canvas canvas(size);
  const auto whole = static_cast<float>(size);
  const float rim = std::max(1.0F, std::round(whole / 24));
  Colour ink = kWhite;
  if (face.mood == Mood::kAway) {
    ink = kGrey;
    canvas.fill(between(tile(face.mood, whole, 0), tile(face.mood, whole, rim)), kGrey);
  } else {
    canvas.fill(tile(face.mood, whole, 0), tile_colour(face.mood));
    canvas.fill(between(tile(face.mood, whole, 0), tile(face.mood, whole, rim)), kRim);
  }
  if (face.days > 0) {
    draw_number(canvas, face.days, ink);
  } else {
    draw_sprout(canvas, ink);
  }
  return {size, canvas.argb()};
}

}  // namespace holdfast::applet
