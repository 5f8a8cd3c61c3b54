#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Promise : public CliTest {};

TEST_F(Promise, TakesAStatement) {
  EXPECT_EQ(run({"promise", "Water before coffee"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["promise \"Water before coffee\""]})");
}

TEST_F(Promise, WithoutWordsShowsThemAll) {
  EXPECT_EQ(expect_golden("promise_shown", {"promise"}), ExitCode::kDone);
  EXPECT_THAT(run({"promise", "--json"}).out, testing::StartsWith("{\"promises\":[{\"key\""));
}

TEST_F(Promise, InvitesToMakeAFirstOne) {
  daemon_.answer("GetSupport", {R"({"now": [], "friends": [], "plans": [], "promises": []})"});
  EXPECT_THAT(run({"promise"}).out, testing::HasSubstr("Make a tiny one: holdfast promise"));
}

TEST_F(Promise, ExplainsItself) { expect_golden("promise_help", {"promise", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
