#include "tray/window/trend_chart.h"

#include <algorithm>

#include "tray/window/kit.h"
#include "tray/window/paint.h"

namespace holdfast::window {
namespace {

constexpr int kHeight = 150;
constexpr double kLabels = 22;
constexpr double kWidest = 34;

void draw_bar(cairo_t* cairo, double x, double bottom, double width, double length) {
  if (length <= 0) return;
  const double radius = std::min({6.0, width / 2, length / 2});
  round_rectangle(cairo, x, bottom - length, width, length, radius);
  cairo_fill(cairo);
}

}  // namespace

TrendChart::TrendChart()
    : area_(drawing(240, kHeight, [this](cairo_t* c, double w, double h) { draw(c, w, h); })) {
  gtk_widget_set_hexpand(area_, TRUE);
  with_classes(area_, {"hf-chart"});
}

void TrendChart::set(const std::vector<Bar>& bars, const std::string& words) {
  bars_ = bars;
  std::string name = words;
  for (const Bar& bar : bars) {
    name += (name.empty() ? "" : " ") + bar.label + ": " + std::to_string(bar.urges) + "/" +
            std::to_string(bar.ridden_out) + ".";
  }
  set_name(area_, name);
  gtk_widget_queue_draw(area_);
}

void TrendChart::draw(cairo_t* cairo, double width, double height) const {
  if (bars_.empty()) return;
  int most = 1;
  for (const Bar& bar : bars_) most = std::max(most, bar.urges);
  const double step = width / static_cast<double>(bars_.size());
  const double bar_width = std::min(kWidest, step * 0.6);
  const double bottom = height - kLabels;
  const double unit = (bottom - 18) / most;
  double free_from = -1;
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    const Bar& bar = bars_[i];
    double middle = (static_cast<double>(i) + 0.5) * step;
    const double along = middle;
    if (is_right_to_left(area_)) middle = width - middle;
    set_source(cairo, theme_color(area_, "hf_warm"), 0.55);
    draw_bar(cairo, middle - bar_width / 2, bottom, bar_width, unit * bar.urges);
    set_source(cairo, theme_color(area_, "accent_color"));
    draw_bar(cairo, middle - bar_width / 2, bottom, bar_width, unit * bar.ridden_out);
    const std::string count = std::to_string(bar.urges);
    draw_text(area_, cairo, count, middle - text_width(area_, count) / 2,
              bottom - unit * bar.urges - 9);
    // Labels that would touch are left out.
    const double extent = text_width(area_, bar.label);
    if (along - extent / 2 < free_from || along + extent / 2 > width + 4) continue;
    draw_text(area_, cairo, bar.label, middle - extent / 2, height - kLabels / 2 + 2);
    free_from = along + extent / 2 + 10;
  }
}

}  // namespace holdfast::window
