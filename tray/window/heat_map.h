#pragma once

#include <adwaita.h>

#include "tray/window/days_model.h"

namespace holdfast::window {

/// Hours across, weekdays down; the more urges, the stronger the colour.
class HeatMap {
 public:
  HeatMap();
  GtkWidget* widget() const { return area_; }
  void set(const HeatMapData& data);

 private:
  void draw(cairo_t* cairo, double width, double height) const;

  HeatMapData data_;
  GtkWidget* area_;
};

}  // namespace holdfast::window
