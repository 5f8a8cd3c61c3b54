#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Urge : public CliTest {};

TEST_F(Urge, OffersSomethingToDo) {
  EXPECT_EQ(expect_golden("urge", {"urge"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("ReportUrge"), "{}");
}

TEST_F(Urge, KeepsANote) {
  run({"urge", "--note", "after the film", "--json"});
  EXPECT_EQ(daemon_.asked("ReportUrge"), R"({"note":"after the film"})");
}

}  // namespace
}  // namespace holdfast::cli
