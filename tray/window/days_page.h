#pragma once

#include "tray/window/calendar_view.h"
#include "tray/window/heat_map.h"
#include "tray/window/kit.h"
#include "tray/window/shell.h"
#include "tray/window/trend_chart.h"

namespace holdfast::window {

/// The days so far, when urges come, and what helped.
class DaysPage : public Page {
 public:
  explicit DaysPage(Shell& shell);
  GtkWidget* widget() override { return widget_; }
  void show(const Snapshot& snapshot) override;

 private:
  CalendarView calendar_;
  HeatMap heat_map_;
  TrendChart trend_;
  GtkWidget* figures_;
  GtkWidget* heat_words_;
  GtkWidget* trend_words_;
  GtkWidget* trend_card_;
  GtkWidget* helped_;
  GtkWidget* helped_card_;
  GtkWidget* sentences_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
