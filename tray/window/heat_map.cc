#include "tray/window/heat_map.h"

#include <algorithm>
#include <string>

#include "tray/window/dates.h"
#include "tray/window/kit.h"
#include "tray/window/paint.h"

namespace holdfast::window {
namespace {

constexpr int kHeight = 190;
constexpr double kHoursHeight = 20;
constexpr double kGap = 2.5;
constexpr std::size_t kMarkedHour = 6;

}  // namespace

HeatMap::HeatMap()
    : area_(drawing(240, kHeight, [this](cairo_t* c, double w, double h) { draw(c, w, h); })) {
  gtk_widget_set_hexpand(area_, TRUE);
  with_classes(area_, {"hf-chart"});
}

void HeatMap::set(const HeatMapData& data) {
  data_ = data;
  set_name(area_, data.summary);
  gtk_widget_queue_draw(area_);
}

void HeatMap::draw(cairo_t* cairo, double width, double height) const {
  const bool is_mirrored = is_right_to_left(area_);
  const GdkRGBA track = theme_color(area_, "hf_track");
  const GdkRGBA accent = theme_color(area_, "accent_color");
  double names = 0;
  for (unsigned day = 0; day < 7; ++day) {
    names = std::max(names, text_width(area_, weekday_name(day)));
  }
  names += 10;
  const double cell_width = (width - names) / 24;
  const double cell_height = (height - kHoursHeight) / 7;
  const auto place = [&](double x, double extent) { return is_mirrored ? width - x - extent : x; };
  const unsigned first = first_weekday();
  for (std::size_t line = 0; line < 7; ++line) {
    const std::size_t day = (line + first) % 7;
    const double y = static_cast<double>(line) * cell_height;
    const std::string name = weekday_name(static_cast<unsigned>(day));
    const double extent = text_width(area_, name);
    draw_text(area_, cairo, name, place(0, extent), y + cell_height / 2 - kGap / 2);
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const int shade = data_.shade.at(day).at(hour);
      const double strength = static_cast<double>(shade) / HeatMapData::kShades;
      set_source(cairo, shade == 0 ? track : mixed(track, accent, 0.25 + 0.75 * strength));
      const double x = place(names + static_cast<double>(hour) * cell_width, cell_width - kGap);
      round_rectangle(cairo, x, y, cell_width - kGap, cell_height - kGap, 2.5);
      cairo_fill(cairo);
    }
  }
  for (std::size_t hour = 0; hour < 24; hour += kMarkedHour) {
    const std::string words = std::to_string(hour) + ":00";
    const double x = names + static_cast<double>(hour) * cell_width;
    draw_text(area_, cairo, words, place(x, text_width(area_, words)),
              height - kHoursHeight / 2 + 2);
  }
}

}  // namespace holdfast::window
