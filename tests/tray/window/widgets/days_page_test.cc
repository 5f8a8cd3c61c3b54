#include "tray/window/days_page.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(DaysPage, ShowsDaysUrgesAndWhatHelped) {
  FakeShell shell;
  DaysPage page(shell);
  page.show(sample());
  present(shell, page.widget());
  EXPECT_THAT(words_in(page.widget()),
              AllOf(HasSubstr("21\nbest run"), HasSubstr("March 2026"), HasSubstr("What helped"),
                    HasSubstr("Let it pass\n4 times"), HasSubstr("Fewer than the week before")));
}

TEST(DaysPage, LeavesOutWhatThereIsNotYet) {
  FakeShell shell;
  DaysPage page(shell);
  Snapshot snapshot = sample();
  snapshot.insights = {};
  page.show(snapshot);
  present(shell, page.widget());
  EXPECT_THAT(words_in(page.widget()),
              AllOf(Not(HasSubstr("What helped")), Not(HasSubstr("Week by week")),
                    HasSubstr("no pattern")));
}

}  // namespace
}  // namespace holdfast::window
