#include "tray/window/ground_view.h"

#include "tests/tray/window/widgets/widget_world.h"

namespace holdfast::window {
namespace {

using testing::HasSubstr;

TEST(GroundView, GoesFromFiveToOne) {
  const auto all = senses();
  ASSERT_EQ(all.size(), 5u);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(all[static_cast<std::size_t>(i)].count, 5 - i);
}

TEST(GroundView, LeadsThroughTheSenses) {
  FakeShell shell;
  int ends = 0;
  GroundView view([&] { ++ends; });
  present(shell, view.widget());
  EXPECT_THAT(words_in(view.widget()), HasSubstr("things you can see"));
  for (int i = 0; i < 5; ++i) press(view.widget(), "Found one");
  EXPECT_THAT(words_in(view.widget()), HasSubstr("things you can feel"));
  for (int i = 0; i < 10; ++i) press(view.widget(), "Found one");
  EXPECT_EQ(ends, 1);
  EXPECT_THAT(words_in(view.widget()), HasSubstr("You are here"));
  EXPECT_EQ(find(view.widget(), "Found one"), nullptr);
  view.start();
  EXPECT_THAT(words_in(view.widget()), HasSubstr("things you can see"));
}

}  // namespace
}  // namespace holdfast::window
