#include "tray/cli/heat_map.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

namespace holdfast::cli {
namespace {

class HeatMap : public testing::Test {
 protected:
  std::string shown(const std::vector<std::int64_t>& counts, Display display) {
    std::istringstream in;
    std::ostringstream out;
    const Environment environment{in, out, out, Environment::Input::kOther, display, {}, {}, {}};
    Context context{environment, Output(out, out, display), DaemonLink("")};
    show_heat_map(counts, context);
    return out.str();
  }
  static std::vector<std::int64_t> week() { return std::vector<std::int64_t>(7 * 24); }

  static constexpr Display kPlain = {};
  static constexpr Display kUnicode = {Display::Colour::kOff, Display::Signs::kUnicode};
};

TEST_F(HeatMap, BeginsOnMonday) {
  auto counts = week();
  counts[0] = 3;             // Sunday, midnight
  counts[1 * 24 + 23] = 12;  // Monday, the last hour
  EXPECT_EQ(shown(counts, kPlain),
            "\nThe hours of the week\n"
            "             0     3     6     9    12    15    18    21\n"
            "  Monday     . . . . . . . . . . . . . . . . . . . . . . . 9\n"
            "  Tuesday    . . . . . . . . . . . . . . . . . . . . . . . .\n"
            "  Wednesday  . . . . . . . . . . . . . . . . . . . . . . . .\n"
            "  Thursday   . . . . . . . . . . . . . . . . . . . . . . . .\n"
            "  Friday     . . . . . . . . . . . . . . . . . . . . . . . .\n"
            "  Saturday   . . . . . . . . . . . . . . . . . . . . . . . .\n"
            "  Sunday     3 . . . . . . . . . . . . . . . . . . . . . . .\n"
            "  The digits are urges; 9 stands for nine and more.\n");
}

TEST_F(HeatMap, HasFourShadesAndSaysWhatTheyMean) {
  auto counts = week();
  for (int i = 0; i < 5; ++i) counts[24 + static_cast<std::size_t>(i)] = 2 * i;  // 0 2 4 6 8
  const std::string text = shown(counts, kUnicode);
  EXPECT_NE(text.find("Monday     ·░░▒▒▓▓██ ·"), std::string::npos) << text;
  EXPECT_NE(text.find("Urges: ░░ 1-2, ▒▒ 3-4, ▓▓ 5-6, ██ 7-8\n"), std::string::npos) << text;
}

TEST_F(HeatMap, OneUrgeIsTheDarkest) {
  auto counts = week();
  counts[30] = 1;
  const std::string text = shown(counts, kUnicode);
  EXPECT_NE(text.find("Urges: ██ 1\n"), std::string::npos) << text;
}

TEST_F(HeatMap, ColoursOnlyWhereThereAreColours) {
  auto counts = week();
  counts[30] = 1;
  EXPECT_EQ(shown(counts, kUnicode).find('\x1b'), std::string::npos);
  EXPECT_NE(shown(counts, {Display::Colour::kOn, Display::Signs::kUnicode}).find("\x1b[32m██"),
            std::string::npos);
}

TEST_F(HeatMap, IsNotShownForNothing) {
  EXPECT_EQ(shown(week(), kPlain), "");
  EXPECT_EQ(shown({}, kPlain), "");
  EXPECT_EQ(shown({1, 2, 3}, kPlain), "");
}

}  // namespace
}  // namespace holdfast::cli
