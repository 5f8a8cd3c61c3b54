#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tray/window/kit.h"

namespace holdfast::window {

/// A few words in a row, one of them chosen; in a column where they are long.
class Choice {
 public:
  Choice(const std::string& name, const std::vector<std::string>& words,
         std::function<void()> on_change = {}, GtkOrientation way = GTK_ORIENTATION_HORIZONTAL);
  GtkWidget* widget() const { return box_; }
  /// Nothing as long as none is chosen.
  int chosen() const { return chosen_; }
  void choose(int index);
  void clear_choice();

  static constexpr int kNone = -1;

 private:
  std::function<void()> on_change_;
  GtkWidget* box_;
  std::vector<GtkWidget*> buttons_;
  int chosen_ = kNone;
  bool is_moving_ = false;
};

}  // namespace holdfast::window
