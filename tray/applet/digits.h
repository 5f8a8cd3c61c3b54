#pragma once

#include <vector>

#include "tray/applet/canvas.h"

namespace holdfast::applet {

/// A place for one digit, on whole pixels, and the width of its lines. Straight lines then fill
/// whole pixels: a number of four digits is read at 22 of them.
struct DigitBox {
  float left = 0;
  float top = 0;
  float width = 0;
  float height = 0;
  float line = 1;
};

/// The lines of a digit from 0 to 9.
std::vector<Stroke> digit_strokes(int digit, const DigitBox& box);

}  // namespace holdfast::applet
