#include "tray/cli/log_view.h"

#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class LogViewTest : public CliTest {};

TEST_F(LogViewTest, PutsADayAboveItsEvents) {
  daemon_.answer("Log", {R"({"events": [
      {"id": 7, "time": "2025-12-31T22:59:00Z", "kind": "started", "subject": "", "text": "Started.",
       "detail": {}},
      {"id": 8, "time": "2025-12-31T23:01:00Z", "kind": "tamper", "subject": "",
       "text": "Changed from outside and put back (hosts): the section of Holdfast in the file was taken out",
       "detail": {}},
      {"id": 0, "time": "2026-01-01T10:00:00Z", "kind": "urge", "subject": "", "text": "An urge.",
       "detail": {}},
      {"id": 1234567, "time": "not a time", "kind": "urge", "subject": "", "text": "Odd.",
       "detail": {}}]})"});
  expect_golden("log_days", {"log"});
}

}  // namespace
}  // namespace holdfast::cli
