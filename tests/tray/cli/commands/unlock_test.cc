#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Unlock : public CliTest {};

TEST_F(Unlock, TakesACodeAsItIsTold) {
  EXPECT_EQ(expect_golden("unlock", {"unlock", "123", "456"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Unlock"), R"({"code":"123456"})");
  run({"unlock", "654 321"});
  EXPECT_EQ(daemon_.asked("Unlock"), R"({"code":"654321"})");
}

TEST_F(Unlock, AMistypedOneIsNotWorthATry) {
  for (const char* code : {"12345", "1234567", "12345x", "-12345", "١٢٣٤٥٦"}) {
    EXPECT_EQ(run({"unlock", "--", code}).code, ExitCode::kUsage) << code;
  }
  EXPECT_EQ(run({"unlock"}).code, ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("Unlock"), "null");
}

TEST_F(Unlock, SaysWhenItDoesNotFit) {
  daemon_.answer_error("Unlock", ipc::kRefused,
                       R"({"text": "that code does not fit; four tries are left this hour"})");
  EXPECT_EQ(expect_golden("unlock_wrong", {"unlock", "000000"}), ExitCode::kRefused);
}

}  // namespace
}  // namespace holdfast::cli
