#include "tray/applet/action.h"

#include <gtest/gtest.h>

namespace holdfast::applet {
namespace {

TEST(Action, EveryHelpHasAWordThatLeadsBackToIt) {
  for (int i = 0; i <= static_cast<int>(Help::kReachOut); ++i) {
    const auto help = static_cast<Help>(i);
    EXPECT_EQ(help_from(word(help)), help);
  }
  EXPECT_EQ(word(Help::kLetItPass), "let_it_pass");
  EXPECT_EQ(help_from("of a later version"), std::nullopt);
}

}  // namespace
}  // namespace holdfast::applet
