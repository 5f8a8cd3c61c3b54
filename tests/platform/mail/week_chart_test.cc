#include "platform/mail/week_chart.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string_view>

namespace holdfast::platform {
namespace {

WeekChart week() {
  return {
      {{"M", 3, 3}, {"T", 5, 4}, {"W", 0, 0}, {"T", 12, 9}, {"F", 1, 0}, {"S", 7, 7}, {"S", 2, 2}}};
}

/// A PNG, read back.
class Picture {
 public:
  explicit Picture(std::string_view png) : rest_(png) {
    surface_ = {cairo_image_surface_create_from_png_stream(read, this), cairo_surface_destroy};
  }
  int width() const { return cairo_image_surface_get_width(surface_.get()); }
  int height() const { return cairo_image_surface_get_height(surface_.get()); }
  /// Red, green and blue at a point of 600 x 200, and its opacity in the highest byte.
  std::uint32_t at(int x, int y) const {
    const unsigned char* row = cairo_image_surface_get_data(surface_.get()) +
                               2 * y * cairo_image_surface_get_stride(surface_.get());
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, row + 4 * 2 * x, sizeof pixel);
    return pixel;
  }

 private:
  static cairo_status_t read(void* from, unsigned char* to, unsigned int count) {
    auto& rest = static_cast<Picture*>(from)->rest_;
    if (rest.size() < count) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(to, rest.data(), count);
    rest.remove_prefix(count);
    return CAIRO_STATUS_SUCCESS;
  }
  std::string_view rest_;
  std::shared_ptr<cairo_surface_t> surface_;
};

constexpr int kSlot = (600 - 48) / 7;
constexpr int middle_of(int day) { return 24 + day * kSlot + kSlot / 2; }

TEST(WeekChart, IsAPictureOfItsSize) {
  const std::string png = draw_week_chart(week()).value();
  const Picture picture(png);
  EXPECT_EQ(picture.width(), 2 * kChartWidth);
  EXPECT_EQ(picture.height(), 2 * kChartHeight);
  EXPECT_LT(png.size(), 40'000u);
}

TEST(WeekChart, BringsItsOwnGround) {
  const std::string png = draw_week_chart(week()).value();
  const Picture picture(png);
  EXPECT_EQ(picture.at(0, 0), 0u) << "the corner is round";
  EXPECT_EQ(picture.at(300, 20) >> 24, 0xffu);
  EXPECT_GT(picture.at(300, 20) & 0xff, 0xe0u) << "the ground is light";
}

TEST(WeekChart, FillsWhatWasRiddenOut) {
  const std::string png = draw_week_chart(week()).value();
  const Picture picture(png);
  const auto ground = picture.at(300, 20);
  const auto filled = picture.at(middle_of(0), 150);
  EXPECT_NE(filled, ground);
  EXPECT_EQ(picture.at(middle_of(3), 150), filled);  // 9 of 12 ridden out: full below
  const auto open = picture.at(middle_of(3), 60);    // and not above
  EXPECT_NE(open, filled);
  EXPECT_NE(open, ground);
  EXPECT_EQ(picture.at(middle_of(4), 152), open);         // none of one
  EXPECT_EQ(picture.at(middle_of(2) + 15, 150), ground);  // a day without any
}

TEST(WeekChart, IsAlwaysTheSame) {
  EXPECT_EQ(draw_week_chart(week()).value(), draw_week_chart(week()).value());
}

TEST(WeekChart, TakesAMonthAndAWeekWithoutUrges) {
  WeekChart month;
  for (int day = 1; day <= 31; ++day) month.days.push_back({std::to_string(day), day * 997, day});
  EXPECT_TRUE(draw_week_chart(month));
  EXPECT_TRUE(draw_week_chart({{{"M", 0, 0}}}));
}

TEST(WeekChart, RefusesWhatCannotBe) {
  WeekChart much;
  much.days.resize(32, {"M", 0, 0});
  for (const WeekChart& chart :
       {WeekChart(), much, WeekChart{{{"", 0, 0}}}, WeekChart{{{"Mond", 0, 0}}},
        WeekChart{{{"é", 0, 0}}}, WeekChart{{{"M", 1, 2}}}, WeekChart{{{"M", -1, -1}}},
        WeekChart{{{"M", 0, -1}}}, WeekChart{{{"M", 100'001, 0}}}}) {
    EXPECT_FALSE(draw_week_chart(chart));
  }
}

}  // namespace
}  // namespace holdfast::platform
