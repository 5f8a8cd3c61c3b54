#include "tray/cli/edit_report.h"

#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class EditReport : public CliTest {};

TEST_F(EditReport, AnEditMayHoldInPartAndWaitInPart) {
  daemon_.answer("Edit", {R"({"result": {"outcome": "pending", "applied": ["block b.org"],
      "failing": [], "pending": [
        {"id": 3, "what": "unblock a.org", "key": "block a.org", "asked": "2026-03-12T20:00:00Z",
         "confirm_from": "2026-03-13T20:00:00Z", "confirm_until": "2026-03-15T20:00:00Z",
         "state": "waiting", "postponed": 0},
        {"id": 4, "what": "a shorter cooling-off: 1h", "key": "cooling-off",
         "asked": "2026-03-12T20:00:00Z", "confirm_from": "2026-03-13T20:00:00Z",
         "confirm_until": "2026-03-15T20:00:00Z", "state": "waiting", "postponed": 0}]}})"});
  EXPECT_EQ(expect_golden("edit_mixed", {"block", "b.org"}), ExitCode::kPending);
}

TEST_F(EditReport, SaysThatNothingChanges) {
  daemon_.answer("Edit", {R"({"result": {"outcome": "unchanged", "applied": [], "pending": [],
                             "failing": []}})"});
  const Ran ran = run({"block", "a.org"});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_EQ(ran.out, "That is how it is already; nothing to change.\n");
}

TEST_F(EditReport, ADryRunOfWordsSaysWhatWouldBeDone) {
  daemon_.answer("Edit", {R"({"result": {"outcome": "dry_run", "applied": ["alias her"],
      "pending": [], "failing": []}})"});
  EXPECT_EQ(run({"alias", "her", "--dry-run"}).out,
            "Nothing is changed yet. This would be done at once:\n  alias her\n");
}

TEST_F(EditReport, ADryRunOfWhatIsSoAlreadySaysSo) {
  daemon_.answer("Edit", {R"({"result": {"outcome": "dry_run", "applied": [], "pending": [],
      "failing": []}})"});
  EXPECT_EQ(run({"alias", "her", "--dry-run"}).out,
            "That is how it is already; nothing to change.\n");
}

TEST_F(EditReport, NamesWhatARuleIsAbout) {
  EXPECT_EQ(about("block a.org"), "a.org");
  EXPECT_EQ(about("cooling-off"), "cooling-off");
}

}  // namespace
}  // namespace holdfast::cli
