#include "tray/window/breath_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "tray/i18n.h"

namespace holdfast::window {
namespace {

// Slow at both ends, as a breath is.
double eased(double share) { return (1 - std::cos(share * std::numbers::pi)) / 2; }

}  // namespace

Breath breath_at(double seconds) {
  constexpr double kCycle = kBreathInSeconds + kBreathOutSeconds;
  const double within = std::fmod(std::max(0.0, seconds), kCycle);
  const bool is_in = within < kBreathInSeconds;
  const double length = is_in ? kBreathInSeconds : kBreathOutSeconds;
  const double passed = is_in ? within : within - kBreathInSeconds;
  const double size = eased(passed / length);
  return {is_in, is_in ? size : 1 - size, static_cast<int>(std::ceil(length - passed))};
}

std::string breath_words(const Breath& breath) {
  return breath.is_in ? _("Breathe in") : _("Breathe out");
}

std::string clock_text(int seconds) {
  char text[16];
  std::snprintf(text, sizeof(text), "%d:%02d", std::max(0, seconds) / 60 % 1000,
                std::max(0, seconds) % 60);
  return text;
}

}  // namespace holdfast::window
