#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Block : public CliTest {};

TEST_F(Block, HoldsAtOnce) {
  EXPECT_EQ(expect_golden("block", {"block", "https://www.instagram.com/her.name/?hl=en"}),
            ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"),
            R"({"statements":["block https://www.instagram.com/her.name/?hl=en"]})");
}

TEST_F(Block, ShowsWhatItWouldHold) {
  daemon_.answer("Edit", {R"({"result": {"outcome": "dry_run", "applied": ["block example.org"],
      "pending": [], "failing": [], "plan": {
        "hosts_file": ["a.org", "b.org", "c.org", "d.org", "e.org", "f.org", "g.org", "h.org",
                       "i.org", "j.org", "k.org", "l.org", "m.org", "n.org"],
        "firewall": ["192.0.2.7", "2001:db8::7"], "browser": [], "phone": [],
        "spared": ["192.0.2.8, shared with example.com"],
        "notes": ["Messages inside other apps are not reached by this rule."]}}})"});
  EXPECT_EQ(expect_golden("block_dry_run", {"block", "example.org", "--dry-run"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["block example.org"],"dry_run":true})");
}

TEST_F(Block, SaysWhatIsWrongWithAStatement) {
  daemon_.answer_error("Edit", ipc::kBadRules,
                       R"({"problems": [{"line": 1, "column": 7, "what": "`com` is too wide",
                           "hint": "name a domain such as example.com"}]})");
  EXPECT_EQ(expect_golden("block_wrong", {"block", "com"}), ExitCode::kUsage);
}

TEST_F(Block, SaysWhichLayerDoesNotHold) {
  daemon_.answer("Edit", {R"({"result": {"outcome": "done", "applied": ["block example.org"],
      "pending": [], "failing": ["hosts: the file cannot be written, it is immutable"]}})"});
  EXPECT_EQ(expect_golden("block_failing", {"block", "example.org"}), ExitCode::kNo);
}

TEST_F(Block, IsJsonForPrograms) {
  EXPECT_EQ(expect_golden("block_json", {"block", "example.org", "--json"}), ExitCode::kDone);
}

TEST_F(Block, TakesNoLineBreak) {
  EXPECT_EQ(run({"block", "example.org\nalias x"}).code, ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("Edit"), "null");
}

TEST_F(Block, NeedsATarget) {
  EXPECT_EQ(expect_golden("block_usage", {"block"}), ExitCode::kUsage);
}

TEST_F(Block, ExplainsItself) { expect_golden("block_help", {"block", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
