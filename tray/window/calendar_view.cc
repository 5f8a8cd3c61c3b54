#include "tray/window/calendar_view.h"

#include <string>

#include "tray/i18n.h"
#include "tray/window/dates.h"

namespace holdfast::window {

CalendarView::CalendarView()
    : title_(centred("", {"hf-heading"})),
      earlier_(icon_button("go-previous-symbolic", _("Earlier month"), [this] { turn(-1); })),
      later_(icon_button("go-next-symbolic", _("Later month"), [this] { turn(1); })),
      grid_(gtk_grid_new()),
      widget_(column(8, {row(8, {earlier_, title_, later_}), grid_})) {
  gtk_widget_set_hexpand(title_, TRUE);
  gtk_grid_set_column_homogeneous(GTK_GRID(grid_), TRUE);
  gtk_grid_set_row_spacing(GTK_GRID(grid_), 6);
  with_classes(grid_, {"hf-calendar"});
}

void CalendarView::show(const boost::json::object& insights, std::chrono::year_month_day today) {
  const bool is_same = insights == insights_ && today == today_;
  const std::chrono::year_month before{today_.year(), today_.month()};
  // Whoever looks at an earlier month goes on looking at it.
  if (today_ == std::chrono::year_month_day{} || month_ == before) {
    month_ = {today.year(), today.month()};
  }
  if (is_same) return;
  insights_ = insights;
  today_ = today;
  fill();
}

void CalendarView::turn(int months) {
  month_ += std::chrono::months{months};
  fill();
}

void CalendarView::fill() {
  while (GtkWidget* child = gtk_widget_get_first_child(grid_)) {
    gtk_grid_remove(GTK_GRID(grid_), child);
  }
  const CalendarMonth month = calendar_month(insights_, month_, today_, first_weekday());
  set_text(title_, month.title);
  gtk_widget_set_sensitive(earlier_, month.has_earlier ? TRUE : FALSE);
  gtk_widget_set_sensitive(later_, month.has_later ? TRUE : FALSE);
  add_weekdays();
  int line = 1;
  for (const auto& week : month.weeks) {
    for (int i = 0; i < 7; ++i) {
      if (const auto& day = week.at(static_cast<std::size_t>(i))) add_day(*day, i, line);
    }
    ++line;
  }
}

void CalendarView::add_weekdays() {
  for (int i = 0; i < 7; ++i) {
    const unsigned weekday = (first_weekday() + static_cast<unsigned>(i)) % 7;
    gtk_grid_attach(GTK_GRID(grid_), centred(weekday_name(weekday), {"hf-small", "hf-quiet"}), i, 0,
                    1, 1);
  }
}

void CalendarView::add_day(const CalendarDay& day, int column_number, int line) {
  GtkWidget* number = centred(std::to_string(day.number), {"numeric"});
  set_name(number, day.words);
  // One dot an urge, three at most: it is a picture of the day, no counter.
  GtkWidget* dots = row(2);
  gtk_widget_set_halign(dots, GTK_ALIGN_CENTER);
  with_classes(dots, {"hf-urge-dots"});
  for (int i = 0; i < std::min(day.urges, 3); ++i) {
    add(dots, with_classes(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0), {"hf-urge-dot"}));
  }
  GtkWidget* words = column(0, {number, dots});
  gtk_widget_set_valign(words, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand(words, TRUE);
  GtkWidget* cell = column(0, {words});
  with_classes(cell, {"hf-day"});
  if (day.is_held) gtk_widget_add_css_class(cell, "held");
  if (day.is_slip) gtk_widget_add_css_class(cell, "slip");
  if (day.is_today) gtk_widget_add_css_class(cell, "today");
  if (day.begins_run) gtk_widget_add_css_class(cell, "begins");
  if (day.ends_run) gtk_widget_add_css_class(cell, "ends");
  gtk_widget_set_tooltip_text(cell, day.words.c_str());
  gtk_grid_attach(GTK_GRID(grid_), cell, column_number, line, 1, 1);
}

}  // namespace holdfast::window
