#include "tray/window/qr_view.h"

#include <algorithm>
#include <cmath>

#include "tray/cli/qr.h"
#include "tray/window/paint.h"

namespace holdfast::window {
namespace {

constexpr int kSide = 315;  // a key has 45 modules with its quiet zone, of 7 pixels then
constexpr int kQuiet = 4;   // modules, as ISO/IEC 18004 asks for

void draw(const cli::QrCode& code, cairo_t* cairo, double width, double height) {
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  const int modules = code.size + 2 * kQuiet;
  // Whole pixels: edges that are not blurred are read from further away.
  const double module = std::max(1.0, std::floor(std::min(width, height) / modules));
  const double left = std::floor((width - module * code.size) / 2);
  const double top = std::floor((height - module * code.size) / 2);
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size; ++x) {
      if (code.is_dark(x, y)) {
        cairo_rectangle(cairo, left + x * module, top + y * module, module, module);
      }
    }
  }
  cairo_fill(cairo);
}

}  // namespace

GtkWidget* qr_view(const std::string& text, const std::string& name) {
  const auto code = cli::qr_code(text);
  GtkWidget* area = drawing(kSide, kSide, [code](cairo_t* cairo, double width, double height) {
    if (code) draw(*code, cairo, width, height);
  });
  gtk_accessible_update_property(GTK_ACCESSIBLE(area), GTK_ACCESSIBLE_PROPERTY_LABEL, name.c_str(),
                                 -1);
  gtk_widget_set_halign(area, GTK_ALIGN_CENTER);
  return area;
}

}  // namespace holdfast::window
