#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Forget : public CliTest {};

TEST_F(Forget, AsksForTheWords) {
  type("forget everything\n");
  EXPECT_EQ(expect_golden("forget", {"forget"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Forget"), R"({"confirm":"forget everything"})");
}

TEST_F(Forget, ErasesNothingOtherwise) {
  for (const char* answer : {"yes\n", "\n", ""}) {
    type(answer);
    EXPECT_EQ(run({"forget"}).code, ExitCode::kNo) << answer;
  }
  EXPECT_EQ(daemon_.asked("Forget"), "null");
}

TEST_F(Forget, InAScriptMustBeMeant) {
  EXPECT_EQ(run({"forget"}).code, ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("Forget"), "null");
  EXPECT_EQ(run({"forget", "--yes-really"}).code, ExitCode::kDone);
}

}  // namespace
}  // namespace holdfast::cli
