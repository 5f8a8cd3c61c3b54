#include "tray/cli/context.h"

#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class ContextTest : public CliTest {};

TEST_F(ContextTest, AFailureIsJsonAsWellWhereThatWasAsked) {
  daemon_.answer_error("ListRules", ipc::kFailed, R"({"text": "the store is locked"})");
  const Ran ran = run({"rules", "--json"});
  EXPECT_EQ(ran.code, ExitCode::kNo);
  EXPECT_EQ(ran.out, R"({"error":"io.holdfast.Control.Failed",)"
                     R"("parameters":{"text":"the store is locked"}})"
                     "\n");
  EXPECT_EQ(ran.err, "holdfast: the store is locked\n");
}

TEST_F(ContextTest, AFailureSaysUntilWhen) {
  daemon_.answer_error("Confirm", ipc::kRefused,
                       R"({"text": "this waits", "until": "2026-03-13T08:00:00Z"})");
  EXPECT_EQ(run({"confirm", "1"}).err, "holdfast: this waits (until tomorrow 09:00)\n");
}

}  // namespace
}  // namespace holdfast::cli
