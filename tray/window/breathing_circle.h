#pragma once

#include <adwaita.h>

namespace holdfast::window {

/// A circle that grows and sinks with the breath. Stands still where the person asked for less
/// motion (gtk-enable-animations): then only the words change.
class BreathingCircle {
 public:
  BreathingCircle();
  ~BreathingCircle();
  BreathingCircle(const BreathingCircle&) = delete;
  BreathingCircle& operator=(const BreathingCircle&) = delete;

  GtkWidget* widget() const { return overlay_; }
  void start();
  void stop();
  bool is_moving() const { return tick_ != 0; }
  /// Seconds since the start; 0 when stopped.
  double elapsed() const;
  /// Draws the words of this moment; the owner calls it once a second.
  void tell();

 private:
  void draw(cairo_t* cairo, double width, double height) const;

  GtkWidget* overlay_;
  GtkWidget* area_;
  GtkWidget* words_;
  GtkWidget* count_;
  guint tick_ = 0;
  gint64 began_ = 0;
};

}  // namespace holdfast::window
