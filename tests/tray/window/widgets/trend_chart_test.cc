#include "tray/window/trend_chart.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

TEST(TrendChart, DrawsABarAWeek) {
  FakeShell shell;
  TrendChart chart;
  chart.set({{"2 Mar", 0, 0}, {"9 Mar", 6, 6}}, "More.");
  present(shell, chart.widget());
  EXPECT_EQ(share_of_color(chart.widget(), "accent_color", 0, 0.5), 0);
  EXPECT_GT(share_of_color(chart.widget(), "accent_color", 0.5, 1), 0.05);
}

TEST(TrendChart, SaysItsNumbers) {
  FakeShell shell;
  TrendChart chart;
  chart.set({{"2 Mar", 6, 5}}, "Fewer.");
  present(shell, chart.widget());
  EXPECT_NE(find(chart.widget(), "Fewer. 2 Mar: 6/5."), nullptr);
}

TEST(TrendChart, IsEmptyWithoutWeeks) {
  FakeShell shell;
  TrendChart chart;
  chart.set({}, "");
  present(shell, chart.widget());
  EXPECT_EQ(share_of_color(chart.widget(), "accent_color"), 0);
}

}  // namespace
}  // namespace holdfast::window
