#pragma once

#include <adwaita.h>

#include <string>

namespace holdfast::window {

/// The days as a ring that fills on the way to the next milestone, with the count inside.
class StreakRing {
 public:
  StreakRing();
  GtkWidget* widget() const { return overlay_; }
  /// `share` is 0 to 1.
  void set(const std::string& count, const std::string& unit, double share);
  double share() const { return share_; }

 private:
  void draw(cairo_t* cairo, double width, double height) const;

  GtkWidget* overlay_;
  GtkWidget* area_;
  GtkWidget* count_;
  GtkWidget* unit_;
  double share_ = 0;
};

}  // namespace holdfast::window
