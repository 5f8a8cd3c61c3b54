#pragma once

#include <string>

namespace holdfast::window {

/// Six breaths a minute, the way out longer than the way in: the pace that calms a body.
inline constexpr int kBreathInSeconds = 4;
inline constexpr int kBreathOutSeconds = 6;

struct Breath {
  bool is_in = true;
  double size = 0;       ///< of the circle, from 0 (empty) to 1 (full)
  int seconds_left = 0;  ///< of this half, counted down to 1
};

Breath breath_at(double seconds);

/// `Breathe in`, `Breathe out`.
std::string breath_words(const Breath& breath);

/// `2:05`.
std::string clock_text(int seconds);

}  // namespace holdfast::window
