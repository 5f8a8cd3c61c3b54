#include "tray/window/calendar_view.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using namespace std::chrono;
using testing::HasSubstr;

TEST(CalendarView, TurnsTheMonths) {
  FakeShell shell;
  CalendarView view;
  view.show(sample().insights, 2026y / March / 12);
  present(shell, view.widget());
  EXPECT_THAT(words_in(view.widget()), HasSubstr("March 2026"));
  EXPECT_FALSE(gtk_widget_get_sensitive(find(view.widget(), "Later month")));
  press(view.widget(), "Earlier month");
  EXPECT_THAT(words_in(view.widget()), HasSubstr("February 2026"));
  EXPECT_FALSE(gtk_widget_get_sensitive(find(view.widget(), "Earlier month")));
}

TEST(CalendarView, StaysAtTheMonthThatIsLookedAt) {
  FakeShell shell;
  CalendarView view;
  Snapshot snapshot = sample();
  view.show(snapshot.insights, 2026y / March / 12);
  present(shell, view.widget());
  press(view.widget(), "Earlier month");
  snapshot.insights["urges"] = 10;
  view.show(snapshot.insights, 2026y / March / 12);
  EXPECT_THAT(words_in(view.widget()), HasSubstr("February 2026"));
}

}  // namespace
}  // namespace holdfast::window
