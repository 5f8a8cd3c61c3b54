#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Log : public CliTest {};

TEST_F(Log, ShowsDayByDay) {
  EXPECT_EQ(expect_golden("log", {"log"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Log"), R"({"limit":200})");
}

TEST_F(Log, TakesSinceAndKinds) {
  run({"log", "--since", "2h", "--kind", "urge,slip", "--follow"});
  EXPECT_EQ(daemon_.asked("Log"),
            R"({"since":"2026-03-12T18:00:00Z","kinds":["urge","slip"],"follow":true})");
  run({"log", "--limit", "5"});
  EXPECT_EQ(daemon_.asked("Log"), R"({"limit":5})");
  EXPECT_EQ(run({"log", "--since", "then"}).code, ExitCode::kUsage);
  EXPECT_EQ(run({"log", "--limit", "none"}).code, ExitCode::kUsage);
}

TEST_F(Log, IsOneObjectALineForPrograms) {
  EXPECT_EQ(expect_golden("log_json", {"log", "--json"}), ExitCode::kDone);
}

TEST_F(Log, SaysThatThereWasNothing) {
  daemon_.answer("Log", {R"({"events": []})"});
  EXPECT_EQ(run({"log"}).out, "Nothing happened then.\n");
}

}  // namespace
}  // namespace holdfast::cli
