#include "tray/window/slip_form.h"

#include "tests/tray/window/widgets/widget_world.h"
#include "tray/cli/time_words.h"

namespace holdfast::window {
namespace {

class SlipFormTest : public testing::Test {
 protected:
  SlipFormTest() { present(shell_, form_.widget()); }
  std::string when() const {
    const auto at = form_.when(sample_now());
    return at ? cli::to_rfc3339(*at) : "";
  }
  FakeShell shell_;
  int changed_ = 0;
  SlipForm form_{[this] { ++changed_; }};
};

TEST_F(SlipFormTest, SaysJustNowWithoutBeingAskedMore) {
  EXPECT_TRUE(form_.is_just_now());
  EXPECT_EQ(when(), cli::to_rfc3339(sample_now()));
  EXPECT_EQ(find(form_.widget(), "About what time"), nullptr);
}

TEST_F(SlipFormTest, EarlierTodayNeedsATimeThatHasBeen) {
  press(form_.widget(), "Earlier today");
  EXPECT_EQ(when(), "");
  type(form_.widget(), "About what time", "08:15");
  EXPECT_EQ(when(), cli::to_rfc3339(*cli::parse_past("today 08:15", sample_now())));
  type(form_.widget(), "About what time", "23:59");
  EXPECT_EQ(when(), "");
  type(form_.widget(), "About what time", "in the morning");
  EXPECT_EQ(when(), "");
  EXPECT_GE(changed_, 4);
}

TEST_F(SlipFormTest, OfAnEarlierDayTheDayIsEnough) {
  press(form_.widget(), "Yesterday");
  EXPECT_EQ(when(), cli::to_rfc3339(*cli::parse_past("yesterday", sample_now())));
  type(form_.widget(), "About what time", "21:30");
  EXPECT_EQ(when(), cli::to_rfc3339(*cli::parse_past("yesterday 21:30", sample_now())));
}

TEST_F(SlipFormTest, AnotherDayIsWritten) {
  press(form_.widget(), "On another day");
  EXPECT_EQ(when(), "");
  type(form_.widget(), "The day", "2026-03-01");
  EXPECT_EQ(when(), cli::to_rfc3339(*cli::parse_past("2026-03-01", sample_now())));
  type(form_.widget(), "The day", "2h");
  EXPECT_EQ(when(), "");
  type(form_.widget(), "The day", "2036-03-01");
  EXPECT_EQ(when(), "");
}

}  // namespace
}  // namespace holdfast::window
