#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class StatusView : public CliTest {
 protected:
  // The first line, with this streak.
  std::string headline(const std::string& streak) {
    daemon_.answer("GetStatus", {R"({"version": "0.1.0", "state": "holding", "alias": "them",
        "streak": )" + streak + R"(, "urges_today": 1, "ridden_out_today": 1, "open_urges": [],
        "rules": 1, "rules_by_kind": {"profile": 1}, "names_held": 1, "layers": [], "pending": [],
        "allowances": [], "coverage_percent": 100, "unobserved_seconds": 0, "coverage": {"verified": 0,
      "weakened": 0, "not_running": 0, "asleep": 0, "off": 0}, "warnings": []})"});
    const Ran ran = run({"status"});
    return ran.out.substr(0, ran.out.find('\n'));
  }
};

constexpr const char* kHard = R"({
  "version": "0.1.0", "state": "weakened", "alias": "them",
  "streak": {"since": "2026-03-12T16:40:00Z", "days": 0, "best_days": 21, "total_days": 40,
             "slips": 2, "closer_support_until": "2026-03-13T16:40:00Z"},
  "urges_today": 3, "ridden_out_today": 1,
  "open_urges": [{"id": 43, "time": "2026-03-12T19:50:00Z", "kind": "urge", "subject": "",
                  "text": "An urge, and it held.", "detail": {}}],
  "rules": 2, "rules_by_kind": {"profile": 1, "list": 1}, "names_held": 200018,
  "layers": [
    {"layer": "hosts", "state": "failing", "detail": "the file cannot be written", "notes": []},
    {"layer": "firewall", "state": "holding", "detail": "6 addresses",
     "notes": ["199,000 names of the list are held here alone, since the hosts file holds 1,000"]}],
  "pending": [{"id": 3, "what": "unblock example.org", "key": "block example.org",
     "asked": "2026-03-11T20:00:00Z", "confirm_from": "2026-03-12T20:00:00Z",
     "confirm_until": "2026-03-14T20:00:00Z", "state": "ready", "postponed": 2}],
  "allowances": [{"id": 4, "target": "whatsapp.com", "purpose": "children",
     "opens": "2026-03-12T19:55:00Z", "closes": "2026-03-12T20:10:00Z", "state": "open"}],
  "lock_until": "2026-03-31T22:00:00Z", "coverage_percent": 91.27, "unobserved_seconds": 11400,
  "coverage": {"verified": 119196, "weakened": 4200, "not_running": 7200, "asleep": 30600,
               "off": 86400},
  "warnings": ["The clock is not synchronised: time with the power off does not count. Switch it on with: timedatectl set-ntp true"]})";

TEST_F(StatusView, OnAHardDay) {
  daemon_.answer("GetStatus", {kHard});
  EXPECT_EQ(expect_golden("status_hard", {"status"}), ExitCode::kDone);
}

TEST_F(StatusView, BeforeTheFirstRule) {
  daemon_.answer("GetStatus", {R"({"version": "0.1.0", "state": "unconfigured", "alias": "them",
      "urges_today": 0, "ridden_out_today": 0, "open_urges": [], "rules": 0, "rules_by_kind": {},
      "names_held": 0, "layers": [], "pending": [], "allowances": [], "coverage_percent": 100.0,
      "unobserved_seconds": 0, "coverage": {"verified": 0,
      "weakened": 0, "not_running": 0, "asleep": 0, "off": 0}, "warnings": []})"});
  EXPECT_EQ(expect_golden("status_new", {"status"}), ExitCode::kDone);
}

TEST_F(StatusView, InColour) {
  display_ = {Display::Colour::kOn, Display::Signs::kUnicode};
  daemon_.answer("GetStatus", {kHard});
  EXPECT_EQ(expect_golden("status_colour", {"status"}), ExitCode::kDone);
}

TEST_F(StatusView, LetsNothingSteerTheTerminal) {
  std::string evil = kHard;
  evil.replace(evil.find("the file cannot"), 3, R"(\u001b[2J\u009b31m\u202e)");
  daemon_.answer("GetStatus", {evil});
  const Ran ran = run({"status"});
  EXPECT_EQ(ran.out.find_first_of("\x1b"), std::string::npos);
  EXPECT_EQ(ran.out.find("\u009b"), std::string::npos);
  EXPECT_EQ(ran.out.find("\u202e"), std::string::npos);
}

TEST_F(StatusView, TheFirstHoursCountToo) {
  EXPECT_EQ(headline(R"({"since": "2026-03-12T19:59:40Z", "days": 0, "best_days": 0,
                         "total_days": 0, "slips": 0})"),
            "* Day one begins now - holding");
  EXPECT_EQ(headline(R"({"since": "2026-03-12T14:40:00Z", "days": 0, "best_days": 0,
                         "total_days": 0, "slips": 0})"),
            "* 5 h 20 min of no contact with them - holding");
  EXPECT_EQ(headline(R"({"since": "2026-03-11T14:40:00Z", "days": 1, "best_days": 1,
                         "total_days": 1, "slips": 0})"),
            "* 1 day of no contact with them - holding");
  EXPECT_EQ(headline("null"), "* Ready when you are - holding");
}

}  // namespace
}  // namespace holdfast::cli
