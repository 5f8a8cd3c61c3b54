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

TEST_F(Partner, WithoutWordsSaysWhatIsSet) {
  EXPECT_EQ(expect_golden("partner_shown", {"partner"}), ExitCode::kDone);
}

TEST_F(Partner, ExplainsItself) { expect_golden("partner_help", {"partner", "--help"}); }

}  // namespace
}  // namespace holdfast::cli
