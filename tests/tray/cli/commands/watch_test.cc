#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Watch : public CliTest {};

TEST_F(Watch, ShowsEventsAsTheyHappen) {
  EXPECT_EQ(expect_golden("watch", {"watch"}), ExitCode::kDone);
}

TEST_F(Watch, IsOneObjectALineForPrograms) {
  const Ran ran = run({"watch", "--json"});
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 2);
}

}  // namespace
}  // namespace holdfast::cli
