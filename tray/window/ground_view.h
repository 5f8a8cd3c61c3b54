#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tray/window/kit.h"

namespace holdfast::window {

struct Sense {
  int count;
  std::string words;  ///< `things you can see`
  std::string hint;
};
/// Five, four, three, two, one.
std::vector<Sense> senses();

/// 5-4-3-2-1 through the senses: one at a time, a dot for each thing found.
class GroundView {
 public:
  explicit GroundView(std::function<void()> on_end);
  GtkWidget* widget() const { return widget_; }
  void start();

 private:
  void show();
  void found();

  std::function<void()> on_end_;
  GtkWidget* number_;
  GtkWidget* words_;
  GtkWidget* hint_;
  GtkWidget* dots_;
  GtkWidget* next_;
  GtkWidget* widget_;
  std::vector<Sense> senses_ = senses();
  std::size_t step_ = 0;
  int found_ = 0;
};

}  // namespace holdfast::window
