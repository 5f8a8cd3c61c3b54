#include "tray/window/paint.h"

#include "tests/tray/window/widgets/widget_world.h"
#include "tray/window/kit.h"

namespace holdfast::window {
namespace {

class PaintTest : public testing::Test {
 protected:
  FakeShell shell_;
};

TEST_F(PaintTest, MixesColours) {
  const GdkRGBA mix = mixed({0, 0, 0, 1}, {1, 0.5F, 0, 1}, 0.5);
  EXPECT_FLOAT_EQ(mix.red, 0.5F);
  EXPECT_FLOAT_EQ(mix.green, 0.25F);
}

TEST_F(PaintTest, ShowsAMissingColourAsGrey) {
  GtkWidget* label = text("a");
  g_object_ref_sink(label);
  EXPECT_FLOAT_EQ(theme_color(label, "no_such_colour").red, 0.5F);
  g_object_unref(label);
}

TEST_F(PaintTest, DrawsWhatItIsToldAndIsAPicture) {
  GtkWidget* area = drawing(100, 50, [&](cairo_t* cairo, double width, double height) {
    set_source(cairo, theme_color(shell_.window() ? GTK_WIDGET(shell_.window()) : nullptr,
                                  "accent_color"));
    cairo_rectangle(cairo, 0, 0, width / 2, height);
    cairo_fill(cairo);
  });
  EXPECT_EQ(gtk_accessible_get_accessible_role(GTK_ACCESSIBLE(area)), GTK_ACCESSIBLE_ROLE_IMG);
  present(shell_, area);
  EXPECT_GT(share_of_color(area, "accent_color", 0, 0.45), 0.95);
  EXPECT_LT(share_of_color(area, "accent_color", 0.55, 1), 0.05);
}

TEST_F(PaintTest, KnowsTheDirectionOfTheText) {
  GtkWidget* label = text("a");
  g_object_ref_sink(label);
  EXPECT_FALSE(is_right_to_left(label));
  gtk_widget_set_direction(label, GTK_TEXT_DIR_RTL);
  EXPECT_TRUE(is_right_to_left(label));
  EXPECT_GT(text_width(label, "longer"), text_width(label, "l"));
  g_object_unref(label);
}

}  // namespace
}  // namespace holdfast::window
