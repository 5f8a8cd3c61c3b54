#include "tray/cli/output.h"

#include <gtest/gtest.h>

#include <sstream>

namespace holdfast::cli {
namespace {

struct Printed {
  std::ostringstream out;
  std::ostringstream err;
};

TEST(Output, LaysEntriesInColumns) {
  Printed printed;
  Output out(printed.out, printed.err, {});
  out.entry("hosts", 8, "holding");
  out.entry("much-longer", 8, "below");
  out.entry("long", 8, std::string(70, 'x'));
  EXPECT_EQ(printed.out.str(),
            "  hosts     holding\n  much-longer\n            below\n  long      " +
                std::string(68, 'x') + "\n            xx\n");
}

TEST(Output, ComplainsWithItsName) {
  Printed printed;
  Output(printed.out, printed.err, {}).complain("no; do this");
  EXPECT_EQ(printed.err.str(), "holdfast: no; do this\n");
  EXPECT_EQ(printed.out.str(), "");
}

TEST(Output, UsesColourAndSignsOnlyWhereTheyShow) {
  Printed printed;
  const Output plain(printed.out, printed.err, {});
  EXPECT_EQ(plain.styled(Style::kStrong, "x"), "x");
  EXPECT_EQ(plain.sign(Sign::kHolds), "*");
  const Output rich(printed.out, printed.err, {Display::Colour::kOn, Display::Signs::kUnicode});
  EXPECT_EQ(rich.styled(Style::kStrong, "x"), "\x1b[1mx\x1b[0m");
  EXPECT_EQ(rich.styled(Style::kPlain, "x"), "x");
  EXPECT_EQ(rich.sign(Sign::kHolds), "\x1b[32m●\x1b[0m");
}

TEST(Output, KnowsWhenItWasNotTaken) {
  Printed printed;
  Output out(printed.out, printed.err, {});
  EXPECT_TRUE(out.is_whole());
  printed.out.setstate(std::ios::badbit);
  out.line("lost");
  EXPECT_FALSE(out.is_whole());
}

}  // namespace
}  // namespace holdfast::cli
