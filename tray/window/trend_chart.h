#pragma once

#include <adwaita.h>

#include <string>
#include <vector>

#include "tray/window/days_model.h"

namespace holdfast::window {

/// A bar a week: all urges, and in it those ridden out.
class TrendChart {
 public:
  TrendChart();
  GtkWidget* widget() const { return area_; }
  void set(const std::vector<Bar>& bars, const std::string& words);

 private:
  void draw(cairo_t* cairo, double width, double height) const;

  std::vector<Bar> bars_;
  GtkWidget* area_;
};

}  // namespace holdfast::window
