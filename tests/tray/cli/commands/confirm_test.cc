#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Confirm : public CliTest {};

TEST_F(Confirm, LetsItHappen) {
  EXPECT_EQ(expect_golden("confirm", {"confirm", "#3"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Confirm"), R"({"id":3})");
}

TEST_F(Confirm, SaysThatItIsTooEarly) {
  daemon_.answer_error("Confirm", ipc::kRefused, R"({"text": "this still waits",
                       "until": "2026-03-13T08:00:00Z"})");
  EXPECT_EQ(expect_golden("confirm_early", {"confirm", "3"}), ExitCode::kRefused);
}

TEST_F(Confirm, SaysThatThereIsNoSuchThing) {
  daemon_.answer_error("Confirm", ipc::kNotFound, R"({"text": "nothing waits under 9"})");
  EXPECT_EQ(run({"confirm", "9"}).code, ExitCode::kNo);
}

TEST_F(Confirm, NeedsANumber) {
  for (const char* word : {"three", "0", "-1", "3x", ""}) {
    EXPECT_EQ(run({"confirm", "--", word}).code, ExitCode::kUsage) << word;
  }
}

}  // namespace
}  // namespace holdfast::cli
