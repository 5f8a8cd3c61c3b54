#pragma once

#include <boost/json/object.hpp>
#include <chrono>

#include "tray/window/days_model.h"
#include "tray/window/kit.h"

namespace holdfast::window {

/// The days of a month, those that held joined to a band.
class CalendarView {
 public:
  CalendarView();
  GtkWidget* widget() const { return widget_; }
  void show(const boost::json::object& insights, std::chrono::year_month_day today);

 private:
  void turn(int months);
  void fill();
  void add_weekdays();
  void add_day(const CalendarDay& day, int column, int line);

  boost::json::object insights_;
  std::chrono::year_month_day today_{};
  std::chrono::year_month month_{};
  GtkWidget* title_;
  GtkWidget* earlier_;
  GtkWidget* later_;
  GtkWidget* grid_;
  GtkWidget* widget_;
};

}  // namespace holdfast::window
