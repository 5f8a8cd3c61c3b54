#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class ReachOut : public CliTest {};

TEST_F(ReachOut, GoesThroughTheChecklist) {
  type("n\nn\nmaybe\nn\nn\nn\nchildren\n");
  EXPECT_EQ(expect_golden("reach_out", {"reach-out", "whatsapp.com"}), ExitCode::kPending);
  EXPECT_EQ(daemon_.asked("AskAllowance"),
            R"({"target":"whatsapp.com","purpose":"children","minutes":15})");
}

TEST_F(ReachOut, AnyYesMeansWait) {
  type("n\nyes\n");
  EXPECT_EQ(expect_golden("reach_out_wait", {"reach-out", "whatsapp.com"}), ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("AskAllowance"), "null");
}

TEST_F(ReachOut, WithoutAnAnswerNothingOpens) {
  type("n\n");
  EXPECT_EQ(run({"reach-out", "whatsapp.com"}).code, ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("AskAllowance"), "null");
}

TEST_F(ReachOut, InAScriptTheAnswersAreGiven) {
  EXPECT_EQ(run({"reach-out", "a.org"}).code, ExitCode::kUsage);
  EXPECT_EQ(run({"reach-out", "a.org", "--yes"}).code, ExitCode::kUsage);
  EXPECT_EQ(run({"reach-out", "a.org", "--yes", "--purpose", "court", "--minutes", "x"}).code,
            ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("AskAllowance"), "null");
  EXPECT_EQ(run({"reach-out", "a.org", "--yes", "--purpose", "court", "--minutes", "30"}).code,
            ExitCode::kPending);
  EXPECT_EQ(daemon_.asked("AskAllowance"), R"({"target":"a.org","purpose":"court","minutes":30})");
}

}  // namespace
}  // namespace holdfast::cli
