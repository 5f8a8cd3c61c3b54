#pragma once

#include <adwaita.h>

#include <functional>
#include <string>

namespace holdfast::window {

/// A colour of the theme by its name in the style sheet (`accent_color`), so that light, dark and
/// high contrast reach what is drawn by hand; grey when the theme does not have it.
GdkRGBA theme_color(GtkWidget* widget, const char* name);
GdkRGBA mixed(const GdkRGBA& from, const GdkRGBA& to, double share);

void set_source(cairo_t* cairo, const GdkRGBA& color, double alpha = 1);
void round_rectangle(cairo_t* cairo, double x, double y, double width, double height,
                     double radius);

/// A drawing that is a picture with a name for screen readers. Redrawn when the theme changes.
GtkWidget* drawing(int width, int height,
                   std::function<void(cairo_t*, double width, double height)> draw);

/// Small text beside a drawing, in the widget's font and colour; `middle` is its height's middle.
void draw_text(GtkWidget* widget, cairo_t* cairo, const std::string& words, double x,
               double middle);
double text_width(GtkWidget* widget, const std::string& words);

bool is_right_to_left(GtkWidget* widget);

}  // namespace holdfast::window
