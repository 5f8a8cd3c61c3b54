#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Ride : public CliTest {};

TEST_F(Ride, CountsAnUrgeThatPassed) {
  EXPECT_EQ(expect_golden("ride", {"ride", "43"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("RideOut"), R"({"id":43})");
  EXPECT_EQ(run({"ride", "it"}).code, ExitCode::kUsage);
}

TEST_F(Ride, RemembersWhatHelped) {
  EXPECT_EQ(run({"ride", "43", "--helped", "move"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("RideOut"), R"({"id":43,"helped":"move"})");
  EXPECT_EQ(expect_golden("ride_wrong", {"ride", "44", "--helped", "magic"}), ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("RideOut"), R"({"id":43,"helped":"move"})");
}

TEST_F(Ride, WithoutANumberTakesTheNewestThatIsOpen) {
  EXPECT_EQ(expect_golden("ride_none", {"ride"}), ExitCode::kNo);
  const auto urge = [](int id) {
    return R"({"id": )" + std::to_string(id) + R"(, "time": "2026-03-12T19:50:00Z", "kind": "urge",
            "subject": "", "text": "", "detail": {}})";
  };
  daemon_.answer(
      "GetStatus",
      {R"({"version": "0.1.0", "state": "holding", "alias": "them",
      "urges_today": 0, "ridden_out_today": 0, "open_urges": [)" +
       urge(43) + "," + urge(41) +
       R"(], "rules": 1, "rules_by_kind": {}, "names_held": 0, "layers": [], "pending": [],
      "allowances": [], "coverage_percent": 100, "unobserved_seconds": 0, "coverage": {"verified": 0,
      "weakened": 0, "not_running": 0, "asleep": 0, "off": 0}, "warnings": []})"});
  EXPECT_EQ(run({"ride"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("RideOut"), R"({"id":43})");
}

}  // namespace
}  // namespace holdfast::cli
