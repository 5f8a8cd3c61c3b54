#include "tray/cli/program.h"

#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Program : public CliTest {};

TEST_F(Program, ShowsEveryCommand) {
  EXPECT_EQ(expect_golden("overview", {"--help"}), ExitCode::kDone);
  EXPECT_EQ(run({"help"}).out, run({"-h"}).out);
  EXPECT_EQ(run({}).code, ExitCode::kUsage);
}

TEST_F(Program, SaysItsVersion) {
  EXPECT_THAT(run({"--version"}).out, testing::MatchesRegex("holdfast [0-9.]+\n"));
}

TEST_F(Program, SuggestsTheCommandThatWasMeant) {
  EXPECT_EQ(expect_golden("unknown", {"blok", "example.org"}), ExitCode::kUsage);
  EXPECT_EQ(run({"xylophone"}).code, ExitCode::kUsage);
}

TEST_F(Program, TakesTheSocketFromTheCommandLineFirst) {
  variables_["HOLDFAST_SOCKET"] = "/nowhere";
  EXPECT_EQ(run_alone({"--socket", daemon_.path(), "status"}).code, ExitCode::kDone);
  EXPECT_EQ(run_alone({"--socket=" + daemon_.path(), "status"}).code, ExitCode::kDone);
  EXPECT_EQ(run_alone({"status", "--socket", daemon_.path()}).code, ExitCode::kDone);
  EXPECT_EQ(run_alone({"status"}).code, ExitCode::kUnreachable);
  EXPECT_EQ(run_alone({"status", "--socket"}).code, ExitCode::kUsage);
  EXPECT_EQ(run_alone({"--colour", "status"}).code, ExitCode::kUsage);
}

TEST_F(Program, SaysWhenNothingListens) {
  variables_["HOLDFAST_SOCKET"] = "/nowhere/holdfast.sock";
  const Ran ran = run_alone({"status"});
  EXPECT_EQ(ran.code, ExitCode::kUnreachable);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, testing::HasSubstr("stays"));
}

}  // namespace
}  // namespace holdfast::cli
