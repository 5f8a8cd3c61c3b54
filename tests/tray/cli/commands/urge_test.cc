#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Urge : public CliTest {};

TEST_F(Urge, OffersSomethingToDo) {
  EXPECT_EQ(expect_golden("urge", {"urge"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("ReportUrge"), "{}");
}

TEST_F(Urge, OffersWhatNeedsNobodyWhereTheDaemonDoesNotKnow) {
  daemon_.answer_error("GetSupport", ipc::kFailed, R"({"text": "no"})");
  const Ran ran = run({"urge"});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_THAT(ran.out, testing::HasSubstr("let it pass"));
  EXPECT_THAT(ran.out, testing::Not(testing::HasSubstr("your plan")));
}

TEST_F(Urge, KeepsANote) {
  run({"urge", "--note", "after the film", "--json"});
  EXPECT_EQ(daemon_.asked("ReportUrge"), R"({"note":"after the film"})");
}

TEST_F(Urge, HelpsAlsoWithoutADaemon) {
  daemon_.answer_error("ReportUrge", ipc::kFailed, R"({"text": "no"})");
  const Ran ran = run({"urge"});
  EXPECT_EQ(ran.code, ExitCode::kNo);
  EXPECT_THAT(ran.out, testing::HasSubstr("You can ride this"));
}

}  // namespace
}  // namespace holdfast::cli
