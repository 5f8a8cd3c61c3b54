#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Partner : public CliTest {};

TEST_F(Partner, TakesAStatement) {
  EXPECT_EQ(expect_golden("partner", {"partner", "friend@example.org", "name", "A. B.", "summary",
                                      "weekly", "sun", "18:00"}),
            ExitCode::kDone);
  EXPECT_EQ(
      daemon_.asked("Edit"),
      R"({"statements":["partner friend@example.org name \"A. B.\" summary weekly sun 18:00"]})");
}

TEST_F(Partner, PassesOnWhatTheyAreTold) {
  run({"partner", "friend@example.org", "name", "A.", "summary", "none", "alerts", "tampering,slip",
       "share", "slips"});
  EXPECT_EQ(daemon_.asked("Edit"),
            R"({"statements":["partner friend@example.org name A. summary none alerts )"
            R"(tampering,slip share slips"]})");
}

TEST_F(Partner, WithoutWordsSaysHowItStands) {
  EXPECT_EQ(expect_golden("partner_shown", {"partner"}), ExitCode::kDone);
  const Ran ran = run({"partner", "--json"});
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
  EXPECT_THAT(ran.out, testing::HasSubstr(R"("consent":"agreed")"));
}

TEST_F(Partner, ExplainsItself) { expect_golden("partner_help", {"partner", "--help"}); }

TEST_F(Partner, SaysWhenTheDaemonIsOlder) {
  daemon_.answer_error("GetPartner", ipc::kMethodNotFound, R"({"method": "GetPartner"})");
  EXPECT_EQ(run({"partner"}).code, ExitCode::kNo);
}

}  // namespace
}  // namespace holdfast::cli
