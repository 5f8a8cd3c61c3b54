#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Doctor : public CliTest {};

TEST_F(Doctor, SaysWhatHoldsAndWhatToDo) {
  EXPECT_EQ(expect_golden("doctor", {"doctor"}), ExitCode::kDone);
}

TEST_F(Doctor, AnswersNoWhenSomethingIsBroken) {
  daemon_.answer("Doctor", {R"({"checks": [{"name": "firewall", "result": "broken",
      "text": "no table", "advice": "load nf_tables: sudo modprobe nf_tables"}],
      "names": [], "sinkhole": "127.0.53.66"})"});
  EXPECT_EQ(expect_golden("doctor_broken", {"doctor"}), ExitCode::kNo);
  EXPECT_EQ(run({"doctor", "--json"}).code, ExitCode::kNo);
}

}  // namespace
}  // namespace holdfast::cli
