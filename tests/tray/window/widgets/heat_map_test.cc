#include "tray/window/heat_map.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

HeatMapData evenings() {
  HeatMapData data;
  for (auto& day : data.shade) day[23] = HeatMapData::kShades;
  data.summary = "Late";
  return data;
}

TEST(HeatMap, ColoursTheHoursOfUrges) {
  FakeShell shell;
  HeatMap map;
  map.set(evenings());
  present(shell, map.widget());
  EXPECT_GT(share_of_color(map.widget(), "accent_color", 0.95, 1), 0.2);
  EXPECT_EQ(share_of_color(map.widget(), "accent_color", 0, 0.5), 0);
}

TEST(HeatMap, IsMirroredWhereTheLanguageIs) {
  FakeShell shell;
  HeatMap map;
  gtk_widget_set_direction(map.widget(), GTK_TEXT_DIR_RTL);
  map.set(evenings());
  present(shell, map.widget());
  EXPECT_GT(share_of_color(map.widget(), "accent_color", 0, 0.05), 0.2);
  EXPECT_EQ(share_of_color(map.widget(), "accent_color", 0.5, 1), 0);
}

TEST(HeatMap, SaysWhatItShows) {
  FakeShell shell;
  HeatMap map;
  map.set(evenings());
  present(shell, map.widget());
  EXPECT_NE(find(map.widget(), "Late"), nullptr);
}

}  // namespace
}  // namespace holdfast::window
