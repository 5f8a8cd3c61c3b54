#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Pending : public CliTest {};

TEST_F(Pending, ShowsWhatWaitsAndUntilWhen) {
  EXPECT_EQ(expect_golden("pending", {"pending"}), ExitCode::kDone);
}

TEST_F(Pending, SaysInWhatStateItWaits) {
  const auto in_state = [&](const std::string& state) {
    daemon_.answer("ListPending",
                   {R"({"allowances": [], "pending": [{"id": 3, "what": "unblock a.org",
      "key": "block a.org", "asked": "2026-03-11T18:00:00Z", "confirm_from": "2026-03-12T18:00:00Z",
      "confirm_until": "2026-03-14T18:00:00Z", "postponed": 0, "state": ")" +
                    state + "\"}]}"});
    expect_golden("pending_" + state, {"pending"});
  };
  in_state("ready");
  in_state("outside_window");
  in_state("locked");
}

TEST_F(Pending, SaysThatNothingWaits) {
  daemon_.answer("ListPending", {R"({"pending": [], "allowances": []})"});
  EXPECT_EQ(run({"pending"}).out, "Nothing waits.\n");
}

}  // namespace
}  // namespace holdfast::cli
