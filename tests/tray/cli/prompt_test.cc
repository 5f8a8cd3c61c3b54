#include "tray/cli/prompt.h"

#include <gtest/gtest.h>

#include <sstream>

namespace holdfast::cli {
namespace {

class Prompt : public testing::Test {
 protected:
  void type(const std::string& text) { in_.str(text); }

  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Environment environment_{in_, out_, err_, Environment::Input::kTerminal, {}, {}, {}, {}};
  Context context_{environment_, Output(out_, err_, {}), DaemonLink("")};
};

TEST_F(Prompt, TakesALineWithoutItsEdges) {
  type("  court papers \r\n");
  EXPECT_EQ(ask_line("What for?", context_), "court papers");
  EXPECT_EQ(out_.str(), "What for? ");
  EXPECT_EQ(ask_line("And?", context_), std::nullopt);
}

TEST_F(Prompt, AsksUntilItIsYesOrNo) {
  type("perhaps\n\nyes\nn\n");
  EXPECT_EQ(ask_yes_no("Is it fear?", context_), YesNo::kYes);
  EXPECT_EQ(ask_yes_no("Is it fear?", context_), YesNo::kNo);
  EXPECT_EQ(ask_yes_no("Is it fear?", context_), std::nullopt);
}

}  // namespace
}  // namespace holdfast::cli
