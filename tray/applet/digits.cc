#include "tray/applet/digits.h"

#include <algorithm>
#include <cmath>

namespace holdfast::applet {
namespace {

constexpr float kQuarter = 1.57079633F;
constexpr int kArcSteps = 6;

// The lines' middles: left, right, top, middle, bottom.
struct Grid {
  float l, r, t, m, b;
  float round;  // of corners
};

Grid grid_of(const DigitBox& box) {
  const float inset = box.line / 2;
  Grid g{};
  g.l = box.left + inset;
  g.r = box.left + box.width - inset;
  g.t = box.top + inset;
  g.b = box.top + box.height - inset;
  g.m = g.t + std::floor((g.b - g.t) / 2);  // on the grid of the others
  g.round = std::min({(g.r - g.l) / 2, (g.m - g.t) / 2, box.line * 1.6F + box.width * 0.12F});
  return g;
}

// A quarter of a circle from an angle on; a turn of +1 goes clockwise as y grows downwards.
void add_arc(Stroke& stroke, Point centre, float radius, float from, float turn) {
  for (int i = 0; i <= kArcSteps; ++i) {
    const float angle = from + turn * kQuarter * static_cast<float>(i) / kArcSteps;
    stroke.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
}

Stroke ring(const Grid& g, float top, float bottom) {
  const float r = g.round;
  Stroke stroke;
  add_arc(stroke, {g.r - r, top + r}, r, -kQuarter, 1);
  add_arc(stroke, {g.r - r, bottom - r}, r, 0, 1);
  add_arc(stroke, {g.l + r, bottom - r}, r, kQuarter, 1);
  add_arc(stroke, {g.l + r, top + r}, r, 2 * kQuarter, 1);
  stroke.push_back(stroke.front());
  return stroke;
}

// From the left along the top, round at the right, and back along the bottom.
Stroke bow(const Grid& g, float from, float top, float bottom, float to) {
  Stroke stroke{{from, top}};
  add_arc(stroke, {g.r - g.round, top + g.round}, g.round, -kQuarter, 1);
  add_arc(stroke, {g.r - g.round, bottom - g.round}, g.round, 0, 1);
  stroke.push_back({to, bottom});
  return stroke;
}

std::vector<Stroke> one(const Grid& g) {
  const float x = std::min(g.r, g.l + std::ceil((g.r - g.l) * 0.6F));
  const float flag = std::min((g.r - g.l) * 0.55F, (g.b - g.t) * 0.25F);
  return {{{x - flag, g.t + flag * 0.8F}, {x, g.t}, {x, g.b}}};
}

std::vector<Stroke> two(const Grid& g) {
  Stroke stroke;
  add_arc(stroke, {g.l + g.round, g.t + g.round}, g.round, 2 * kQuarter, 1);
  add_arc(stroke, {g.r - g.round, g.t + g.round}, g.round, -kQuarter, 1);
  stroke.push_back({g.r, g.m - g.round * 0.5F});
  stroke.push_back({g.l, g.b});
  stroke.push_back({g.r, g.b});
  return {stroke};
}

std::vector<Stroke> four(const Grid& g) {
  const float x = g.r - std::floor((g.r - g.l) * 0.22F);
  const float y = g.t + std::floor((g.b - g.t) * 0.68F);
  return {{{x, g.b}, {x, g.t}, {g.l, y}, {g.r, y}}};
}

std::vector<Stroke> five(const Grid& g) {
  Stroke stroke{{g.r, g.t}, {g.l, g.t}, {g.l, g.m}};
  const Stroke belly = bow(g, g.l, g.m, g.b, g.l);
  stroke.insert(stroke.end(), belly.begin(), belly.end());
  return {stroke};
}

std::vector<Stroke> six(const Grid& g) {
  Stroke back{{g.r, g.t}};
  add_arc(back, {g.l + g.round, g.t + g.round}, g.round, -kQuarter, -1);
  back.push_back({g.l, g.b - g.round});
  return {back, ring(g, g.m, g.b)};
}

std::vector<Stroke> nine(const Grid& g) {
  Stroke back{{g.l, g.b}};
  add_arc(back, {g.r - g.round, g.b - g.round}, g.round, kQuarter, -1);
  back.push_back({g.r, g.t + g.round});
  return {back, ring(g, g.t, g.b - (g.m - g.t))};
}

}  // namespace

std::vector<Stroke> digit_strokes(int digit, const DigitBox& box) {
  const Grid g = grid_of(box);
  switch (digit) {
    case 0:
      return {ring(g, g.t, g.b)};
    case 1:
      return one(g);
    case 2:
      return two(g);
    case 3:
      return {bow(g, g.l, g.t, g.m, g.l + (g.r - g.l) * 0.3F),
              bow(g, g.l + (g.r - g.l) * 0.3F, g.m, g.b, g.l)};
    case 4:
      return four(g);
    case 5:
      return five(g);
    case 6:
      return six(g);
    case 7:
      return {{{g.l, g.t}, {g.r, g.t}, {g.l + (g.r - g.l) * 0.35F, g.b}}};
    case 8:
      return {ring(g, g.t, g.m), ring(g, g.m, g.b)};
    default:
      return nine(g);
  }
}

}  // namespace holdfast::applet
