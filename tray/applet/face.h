#pragma once

namespace holdfast::applet {

/// Told apart by shape as well as by colour.
enum class Mood { kHolding, kWeakened, kAway, kCloser };

/// What the icon shows.
struct Face {
  Mood mood = Mood::kAway;
  int days = 0;  ///< 0: a sign instead of a number; nobody is shown a zero
  friend bool operator==(const Face&, const Face&) = default;
};

}  // namespace holdfast::applet
