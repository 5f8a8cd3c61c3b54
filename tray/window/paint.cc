#include "tray/window/paint.h"

#include <numbers>
#include <utility>

namespace holdfast::window {

// The one way to a named colour in GTK 4; deprecated only since 4.10, without a successor.
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
GdkRGBA theme_color(GtkWidget* widget, const char* name) {
  GdkRGBA color{0.5F, 0.5F, 0.5F, 1};
  gtk_style_context_lookup_color(gtk_widget_get_style_context(widget), name, &color);
  return color;
}
G_GNUC_END_IGNORE_DEPRECATIONS

GdkRGBA mixed(const GdkRGBA& from, const GdkRGBA& to, double share) {
  const auto part = static_cast<float>(share);
  const auto mix = [&](float a, float b) { return a + (b - a) * part; };
  return {mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue),
          mix(from.alpha, to.alpha)};
}

void set_source(cairo_t* cairo, const GdkRGBA& color, double alpha) {
  cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha * alpha);
}

void round_rectangle(cairo_t* cairo, double x, double y, double width, double height,
                     double radius) {
  constexpr double kQuarter = std::numbers::pi / 2;
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, x + width - radius, y + radius, radius, -kQuarter, 0);
  cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, kQuarter);
  cairo_arc(cairo, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
  cairo_arc(cairo, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cairo);
}

GtkWidget* drawing(int width, int height,
                   std::function<void(cairo_t*, double width, double height)> draw) {
  using Draw = std::function<void(cairo_t*, double, double)>;
  auto* area = GTK_WIDGET(
      g_object_new(GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, nullptr));
  gtk_drawing_area_set_content_width(GTK_DRAWING_AREA(area), width);
  gtk_drawing_area_set_content_height(GTK_DRAWING_AREA(area), height);
  const auto run = [](GtkDrawingArea*, cairo_t* cairo, int w, int h, gpointer data) {
    (*static_cast<Draw*>(data))(cairo, w, h);
  };
  gtk_drawing_area_set_draw_func(GTK_DRAWING_AREA(area), run, new Draw(std::move(draw)),
                                 [](gpointer data) { delete static_cast<Draw*>(data); });
  const auto redraw = [](gpointer widget) { gtk_widget_queue_draw(GTK_WIDGET(widget)); };
  for (const char* property : {"notify::dark", "notify::high-contrast"}) {
    g_signal_connect_object(adw_style_manager_get_default(), property, G_CALLBACK(+redraw), area,
                            G_CONNECT_SWAPPED);
  }
  return area;
}

void draw_text(GtkWidget* widget, cairo_t* cairo, const std::string& words, double x,
               double middle) {
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout(widget, words.c_str());
  int width = 0;
  int height = 0;
  pango_layout_get_pixel_size(layout, &width, &height);
  set_source(cairo, theme_color(widget, "hf_quiet"));
  cairo_move_to(cairo, x, middle - height / 2.0);
  pango_cairo_show_layout(cairo, layout);
}

double text_width(GtkWidget* widget, const std::string& words) {
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout(widget, words.c_str());
  int width = 0;
  pango_layout_get_pixel_size(layout, &width, nullptr);
  return width;
}

bool is_right_to_left(GtkWidget* widget) {
  return gtk_widget_get_direction(widget) == GTK_TEXT_DIR_RTL;
}

}  // namespace holdfast::window
