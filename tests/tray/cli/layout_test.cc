#include "tray/cli/layout.h"

#include <gtest/gtest.h>

namespace holdfast::cli {
namespace {

using Lines = std::vector<std::string>;

TEST(Layout, CleansWhatSteersATerminal) {
  EXPECT_EQ(clean("a\x1b[31mb\r\n\tc\x7f"), "a[31mb\n\tc");
  EXPECT_EQ(clean("x\u009b31m\u202Ey\u2066z\u200F"), "x31myz");
  EXPECT_EQ(clean("bad\xFF"
                  "byte"),
            "bad\uFFFD"
            "byte");
  EXPECT_EQ(clean("Zoë ●"), "Zoë ●");
}

TEST(Layout, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("Zoë ●"), 5u);
  EXPECT_EQ(display_width("e\u0301"), 1u);
  EXPECT_EQ(display_width("日本"), 4u);
  EXPECT_EQ(display_width("\x1b[1mabc\x1b[0m"), 3u);
  EXPECT_EQ(display_width("\x1b"), 0u);
}

TEST(Layout, PadsByColumns) {
  EXPECT_EQ(padded("ë", 3), "ë  ");
  EXPECT_EQ(padded("long", 2), "long");
}

TEST(Layout, WrapsBetweenWords) {
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one two three", 9, 2), (Lines{"one two", "  three"}));
  EXPECT_EQ(wrapped("", 9), Lines{""});
  EXPECT_EQ(wrapped("a\n\nb", 9), (Lines{"a", "", "b"}));
  EXPECT_EQ(wrapped("  kept  once", 20), (Lines{"  kept once"}));
}

TEST(Layout, CutsAWordThatIsTooLong) {
  EXPECT_EQ(wrapped("abcdefgh", 3), (Lines{"abc", "def", "gh"}));
  EXPECT_EQ(wrapped("a bcdefgh", 4, 1), (Lines{"a", " bcd", " efg", " h"}));
  EXPECT_EQ(wrapped("日本語", 4), (Lines{"日本", "語"}));
  for (const std::string& line :
       wrapped(std::string(1000, 'x') + " " + std::string(200, 'y'), 80, 4)) {
    EXPECT_LE(display_width(line), 80u);
  }
}

TEST(Layout, AColumnIsAsWideAsItsWidestName) {
  EXPECT_EQ(column_of({"a", "täglich"}, 3), 7u);
  EXPECT_EQ(column_of({"a"}, 3), 3u);
  EXPECT_EQ(column_of({}, 3), 3u);
}

}  // namespace
}  // namespace holdfast::cli
