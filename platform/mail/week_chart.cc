#include "platform/mail/week_chart.h"

#include <cairo.h>

#include <algorithm>
#include <memory>
#include <numbers>

namespace holdfast::platform {
namespace {

constexpr double kScale = 2;
constexpr double kWidth = kChartWidth;
constexpr double kHeight = kChartHeight;
constexpr double kMargin = 24;
constexpr double kTop = 44;     // the highest column's end; its number stands above
constexpr double kFloor = 158;  // where columns stand; letters hang below
constexpr double kWidestColumn = 36;
constexpr double kNarrowSlot = 44;  // in less, "3/4" would run into its neighbours
constexpr int kMostUrges = 100'000;
// Part of Cairo itself: there whatever is installed, and the same everywhere.
constexpr const char* kFont = "@cairo:";

struct Colour {
  double red;
  double green;
  double blue;
};
constexpr Colour kGround{0.976, 0.965, 0.945};
constexpr Colour kEdge{0.80, 0.77, 0.72};
constexpr Colour kInk{0.20, 0.24, 0.26};
constexpr Colour kUrge{0.73, 0.80, 0.82};
constexpr Colour kRiddenOut{0.14, 0.45, 0.50};

struct Destroy {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* pen) const { cairo_destroy(pen); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;
using Pen = std::unique_ptr<cairo_t, Destroy>;

void use(cairo_t* pen, const Colour& colour) {
  cairo_set_source_rgb(pen, colour.red, colour.green, colour.blue);
}

void box(cairo_t* pen, double left, double top, double width, double height, double round) {
  constexpr double kQuarter = std::numbers::pi / 2;
  round = std::min({round, width / 2, height / 2});
  cairo_new_sub_path(pen);
  cairo_arc(pen, left + width - round, top + round, round, -kQuarter, 0);
  cairo_arc(pen, left + width - round, top + height - round, round, 0, kQuarter);
  cairo_arc(pen, left + round, top + height - round, round, kQuarter, 2 * kQuarter);
  cairo_arc(pen, left + round, top + round, round, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(pen);
}

void write_centred(cairo_t* pen, const std::string& text, double middle, double base,
                   double widest) {
  cairo_text_extents_t extents;
  cairo_text_extents(pen, text.c_str(), &extents);
  cairo_save(pen);
  cairo_translate(pen, middle, base);
  if (extents.x_advance > widest) cairo_scale(pen, widest / extents.x_advance, 1);
  cairo_move_to(pen, -extents.x_advance / 2, 0);
  cairo_show_text(pen, text.c_str());
  cairo_restore(pen);
}

void draw_day(cairo_t* pen, const WeekChart::Day& day, double middle, double slot, int most) {
  const double width = std::min(kWidestColumn, slot * 0.6);
  const double unit = (kFloor - kTop) / most;
  const double left = middle - width / 2;
  const double height = unit * day.urges;
  if (day.urges > 0) {
    cairo_save(pen);
    box(pen, left, kFloor - height, width, height, 5);
    cairo_clip(pen);
    use(pen, kUrge);
    cairo_paint(pen);
    use(pen, kRiddenOut);
    const double filled = unit * day.ridden_out;
    cairo_rectangle(pen, left, kFloor - filled, width, filled);
    cairo_fill(pen);
    cairo_restore(pen);
  }
  use(pen, kInk);
  std::string number = std::to_string(day.urges);
  if (day.ridden_out < day.urges && slot >= kNarrowSlot)
    number = std::to_string(day.ridden_out) + "/" + number;
  write_centred(pen, number, middle, kFloor - height - 8, slot - 4);
  write_centred(pen, day.label, middle, kFloor + 22, slot - 2);
}

void draw(cairo_t* pen, const WeekChart& chart) {
  cairo_scale(pen, kScale, kScale);
  box(pen, 0.5, 0.5, kWidth - 1, kHeight - 1, 14);
  use(pen, kGround);
  cairo_fill_preserve(pen);
  use(pen, kEdge);
  cairo_set_line_width(pen, 1);
  cairo_stroke(pen);
  cairo_move_to(pen, kMargin, kFloor + 0.5);
  cairo_line_to(pen, kWidth - kMargin, kFloor + 0.5);
  cairo_stroke(pen);

  int most = 1;
  for (const WeekChart::Day& day : chart.days) most = std::max(most, day.urges);
  const double slot = (kWidth - 2 * kMargin) / static_cast<double>(chart.days.size());
  cairo_select_font_face(pen, kFont, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(pen, std::min(16.0, slot * 0.55));
  double middle = kMargin + slot / 2;
  for (const WeekChart::Day& day : chart.days) {
    draw_day(pen, day, middle, slot, most);
    middle += slot;
  }
}

cairo_status_t collect(void* to, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

bool is_label(const std::string& text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

Result<std::string> draw_week_chart(const WeekChart& chart) {
  if (chart.days.empty() || chart.days.size() > kMostDays)
    return Error{ErrorCode::kInvalid, "a chart shows between 1 and 31 days"};
  for (const WeekChart::Day& day : chart.days) {
    if (!is_label(day.label))
      return Error{ErrorCode::kInvalid, "a day of the chart is named by one to three letters"};
    if (day.ridden_out < 0 || day.ridden_out > day.urges || day.urges > kMostUrges)
      return Error{ErrorCode::kInvalid, "a day of the chart has counts that cannot be"};
  }
  const Surface surface(cairo_image_surface_create(
      CAIRO_FORMAT_ARGB32, static_cast<int>(kWidth * kScale), static_cast<int>(kHeight * kScale)));
  const Pen pen(cairo_create(surface.get()));
  draw(pen.get(), chart);
  std::string png;
  cairo_status_t status = cairo_status(pen.get());
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream(surface.get(), collect, &png);
  if (status == CAIRO_STATUS_SUCCESS) return png;
  return Error{ErrorCode::kSystem,
               std::string("the chart cannot be drawn: ") + cairo_status_to_string(status)};
}

}  // namespace holdfast::platform
