#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Unblock : public CliTest {};

TEST_F(Unblock, SaysWhenItCanBeConfirmed) {
  EXPECT_EQ(expect_golden("unblock", {"unblock", "example.org"}), ExitCode::kPending);
  EXPECT_EQ(daemon_.asked("Unblock"), R"({"target":"example.org"})");
}

TEST_F(Unblock, SaysBeforeWhenItCouldBeConfirmed) {
  daemon_.answer("Unblock", {R"({"result": {"outcome": "dry_run", "applied": [], "failing": [],
      "plan": {"hosts_file": [], "firewall": [], "browser": [], "phone": [], "spared": ["a.org"],
               "notes": []},
      "pending": [{"id": 0, "what": "remove: block example.org", "key": "block example.org",
         "asked": "2026-03-12T20:00:00Z", "confirm_from": "2026-03-13T20:00:00Z",
         "confirm_until": "2026-03-15T20:00:00Z", "state": "waiting", "postponed": 0}]}})"});
  EXPECT_EQ(expect_golden("unblock_dry_run", {"unblock", "example.org", "--dry-run"}),
            ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Unblock"), R"({"target":"example.org","dry_run":true})");
}

TEST_F(Unblock, IsJsonForPrograms) {
  EXPECT_EQ(run({"unblock", "example.org", "--json"}).code, ExitCode::kPending);
}

TEST_F(Unblock, IsRefusedUnderALock) {
  daemon_.answer_error("Unblock", ipc::kRefused,
                       R"({"text": "you locked this until then, on a calm day",
                           "until": "2026-12-31T23:00:00Z"})");
  EXPECT_EQ(expect_golden("unblock_locked", {"unblock", "example.org"}), ExitCode::kRefused);
  EXPECT_EQ(expect_golden("unblock_locked_json", {"unblock", "example.org", "--json"}),
            ExitCode::kRefused);
}

TEST_F(Unblock, NamesAStatementByItsKey) {
  run({"unblock", "allow", "pay.example.org"});
  EXPECT_EQ(daemon_.asked("Unblock"), R"({"target":"allow pay.example.org"})");
}

}  // namespace
}  // namespace holdfast::cli
