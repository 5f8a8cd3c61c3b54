#include "tray/window/breathing_circle.h"

#include <algorithm>
#include <numbers>
#include <string>

#include "tray/i18n.h"
#include "tray/window/breath_model.h"
#include "tray/window/kit.h"
#include "tray/window/paint.h"

namespace holdfast::window {
namespace {

constexpr int kSize = 264;
constexpr double kTurn = 2 * std::numbers::pi;
constexpr double kSmallest = 0.46;
// At rest it lies half open.
constexpr double kResting = 0.6;

}  // namespace

BreathingCircle::BreathingCircle()
    : overlay_(gtk_overlay_new()),
      area_(drawing(kSize, kSize, [this](cairo_t* c, double w, double h) { draw(c, w, h); })),
      words_(centred("", {"hf-breath-words"})),
      count_(centred("", {"hf-breath-count", "numeric"})) {
  g_object_ref_sink(area_);  // until the last tick is taken back
  gtk_overlay_set_child(GTK_OVERLAY(overlay_), area_);
  GtkWidget* words = column(2, {words_, count_});
  gtk_widget_set_halign(words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign(words, GTK_ALIGN_CENTER);
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay_), words);
  gtk_widget_set_halign(overlay_, GTK_ALIGN_CENTER);
  set_name(area_, _("A circle that breathes with you"));
  tell();
}

BreathingCircle::~BreathingCircle() {
  stop();
  g_object_unref(area_);
}

void BreathingCircle::start() {
  stop();
  began_ = g_get_monotonic_time();
  if (adw_get_enable_animations(area_)) {
    const auto frame = [](GtkWidget* area, GdkFrameClock*, gpointer) -> gboolean {
      gtk_widget_queue_draw(area);
      return G_SOURCE_CONTINUE;
    };
    tick_ = gtk_widget_add_tick_callback(area_, frame, nullptr, nullptr);
  }
  tell();
}

void BreathingCircle::stop() {
  if (tick_ != 0) gtk_widget_remove_tick_callback(area_, tick_);
  tick_ = 0;
  began_ = 0;
}

double BreathingCircle::elapsed() const {
  return began_ == 0 ? 0 : static_cast<double>(g_get_monotonic_time() - began_) / 1e6;
}

void BreathingCircle::tell() {
  const Breath breath = breath_at(elapsed());
  set_text(words_, breath_words(breath));
  set_text(count_, std::to_string(breath.seconds_left));
  gtk_widget_queue_draw(area_);
}

void BreathingCircle::draw(cairo_t* cairo, double width, double height) const {
  const GdkRGBA accent = theme_color(area_, "accent_color");
  const double size = is_moving() ? breath_at(elapsed()).size : kResting;
  const double full = std::min(width, height) / 2 - 2;
  cairo_translate(cairo, width / 2, height / 2);
  set_source(cairo, theme_color(area_, "hf_track"), 0.9);
  cairo_set_line_width(cairo, 1.5);
  cairo_arc(cairo, 0, 0, full, 0, kTurn);
  cairo_stroke(cairo);
  constexpr struct {
    double scale;
    double alpha;
  } kRings[] = {{1.0, 0.10}, {0.84, 0.14}, {0.68, 0.20}};
  for (const auto& ring : kRings) {
    set_source(cairo, accent, ring.alpha);
    const double share = kSmallest + (1 - kSmallest) * size * ring.scale;
    cairo_arc(cairo, 0, 0, full * share * (0.55 + 0.45 * ring.scale), 0, kTurn);
    cairo_fill(cairo);
  }
}

}  // namespace holdfast::window
