#pragma once

#include <functional>

#include "tray/window/breathing_circle.h"
#include "tray/window/kit.h"

namespace holdfast::window {

/// Ride it out: a minute, or three, or ten, with the breath.
class BreatheView {
 public:
  /// `on_end` runs when the time is over.
  explicit BreatheView(std::function<void()> on_end);
  GtkWidget* widget() const { return widget_; }
  void start(int minutes);
  void stop();
  bool is_running() const { return timer_.is_running(); }

 private:
  bool tick();

  std::function<void()> on_end_;
  BreathingCircle circle_;
  GtkWidget* left_;
  GtkWidget* choices_;
  GtkWidget* widget_;
  Timer timer_;
  int seconds_ = 0;
};

}  // namespace holdfast::window
