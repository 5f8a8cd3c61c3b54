#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "tray/window/choice.h"
#include "tray/window/kit.h"

namespace holdfast::window {

/// When contact happened: just now, as most say it, or earlier.
class SlipForm {
 public:
  explicit SlipForm(std::function<void()> on_change);
  GtkWidget* widget() const { return widget_; }
  /// Nothing as long as a day or a time is missing, is none, or lies ahead.
  std::optional<std::chrono::sys_seconds> when(std::chrono::sys_seconds now) const;
  bool is_just_now() const { return moment_.chosen() == kJustNow; }

 private:
  enum Moment { kJustNow, kToday, kYesterday, kAnotherDay };
  void change();
  void show_entries();

  std::function<void()> on_change_;
  Choice moment_;
  GtkWidget* date_;
  GtkWidget* time_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
