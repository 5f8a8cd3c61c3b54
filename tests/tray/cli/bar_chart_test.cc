#include "tray/cli/bar_chart.h"

#include <gtest/gtest.h>

#include <sstream>

namespace holdfast::cli {
namespace {

class BarChart : public testing::Test {
 protected:
  std::string shown(const std::vector<Bar>& bars) {
    out_.str("");
    show_bars("Title", bars, context_);
    return out_.str();
  }

  std::istringstream in_;
  std::ostringstream out_;
  Environment environment_{in_, out_, out_, Environment::Input::kOther, {}, {}, {}, {}};
  Context context_{environment_, Output(out_, out_, {}), DaemonLink("")};
};

const std::string kForty(40, '#');

TEST_F(BarChart, TheMostIsTheLongestAndLittleIsStillSeen) {
  EXPECT_EQ(shown({{"a", 1000}, {"b", 1}, {"c", 0}}),
            "\nTitle\n  a            " + kForty + " 1000\n  b            # 1\n  c\n");
  EXPECT_EQ(shown({{"a", 0}}), "");
  EXPECT_EQ(shown({}), "");
}

TEST_F(BarChart, APartIsDrawnFullAndTheRestPale) {
  EXPECT_EQ(shown({{"a", 4, "", 3}}),
            "\nTitle\n  a            " + std::string(30, '#') + std::string(10, '-') + " 4\n");
  EXPECT_EQ(shown({{"a", 4, "", 4}}), "\nTitle\n  a            " + kForty + " 4\n");
  EXPECT_EQ(shown({{"a", 4, "", 0}}), "\nTitle\n  a            " + std::string(40, '-') + " 4\n");
  // Not all of it: that shows, however little it is.
  EXPECT_EQ(shown({{"a", 1000, "", 999}}),
            "\nTitle\n  a            " + std::string(39, '#') + "- 1000\n");
}

TEST_F(BarChart, ALongLabelLeavesShorterBars) {
  const std::string text = shown({{std::string(50, 'x'), 5, ", and so on"}});
  EXPECT_EQ(text.find('\n', 7) - 7, 80u) << text;
}

}  // namespace
}  // namespace holdfast::cli
