#include "tray/window/streak_ring.h"

#include <algorithm>
#include <numbers>

#include "tray/window/kit.h"
#include "tray/window/paint.h"

namespace holdfast::window {
namespace {

constexpr int kSize = 208;
constexpr double kStroke = 11;
constexpr double kTop = -std::numbers::pi / 2;
constexpr double kTurn = 2 * std::numbers::pi;

}  // namespace

StreakRing::StreakRing()
    : overlay_(gtk_overlay_new()),
      area_(drawing(kSize, kSize, [this](cairo_t* c, double w, double h) { draw(c, w, h); })),
      count_(centred("", {"hf-count"})),
      unit_(centred("", {"hf-unit"})) {
  gtk_overlay_set_child(GTK_OVERLAY(overlay_), area_);
  GtkWidget* words = column(0, {count_, unit_});
  gtk_widget_set_valign(words, GTK_ALIGN_CENTER);
  gtk_widget_set_halign(words, GTK_ALIGN_CENTER);
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay_), words);
  gtk_widget_set_halign(overlay_, GTK_ALIGN_CENTER);
}

void StreakRing::set(const std::string& count, const std::string& unit, double share) {
  share_ = std::clamp(share, 0.0, 1.0);
  set_text(count_, count);
  set_text_or_hide(unit_, unit);
  set_name(area_, unit.empty() ? count : count + " " + unit);
  gtk_widget_queue_draw(area_);
}

void StreakRing::draw(cairo_t* cairo, double width, double height) const {
  const GdkRGBA accent = theme_color(area_, "accent_color");
  const GdkRGBA glow = theme_color(area_, "hf_glow");
  const double radius = std::min(width, height) / 2 - kStroke;
  cairo_translate(cairo, width / 2, height / 2);
  if (is_right_to_left(area_)) cairo_scale(cairo, -1, 1);

  // A still pool inside, lighter towards the middle.
  cairo_pattern_t* pool = cairo_pattern_create_radial(0, -radius * 0.4, 0, 0, 0, radius);
  cairo_pattern_add_color_stop_rgba(pool, 0, glow.red, glow.green, glow.blue, glow.alpha);
  cairo_pattern_add_color_stop_rgba(pool, 1, glow.red, glow.green, glow.blue, glow.alpha * 0.25);
  cairo_set_source(cairo, pool);
  cairo_arc(cairo, 0, 0, radius - kStroke * 1.3, 0, kTurn);
  cairo_fill(cairo);
  cairo_pattern_destroy(pool);

  cairo_set_line_width(cairo, kStroke);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  set_source(cairo, theme_color(area_, "hf_track"));
  cairo_arc(cairo, 0, 0, radius, 0, kTurn);
  cairo_stroke(cairo);
  if (share_ <= 0) return;
  // Never quite empty: the first hours count as well.
  const double end = kTop + kTurn * std::max(share_, 0.012);
  set_source(cairo, accent);
  cairo_arc(cairo, 0, 0, radius, kTop, end);
  cairo_stroke(cairo);
}

}  // namespace holdfast::window
