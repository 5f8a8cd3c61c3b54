#include "tray/cli/secret.h"

#include "tests/tray/cli/cli_test.h"
#include "tests/tray/cli/terminal.h"

namespace holdfast::cli {
namespace {

class Secret : public CliTest {};

TEST_F(Secret, IsReadLikeAnyLine) {
  type("  123 456 \n");
  EXPECT_EQ(run({"unlock"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Unlock"), R"({"code":"123456"})");
  type("");
  EXPECT_EQ(run({"unlock"}).code, ExitCode::kNo);
}

TEST_F(Secret, TheTerminalShowsAgainWhatIsTypedHoweverItEnds) {
  for (const char* end : {"\x03", "\x04", "123456\n"}) {  // Ctrl+C, Ctrl+D, an answer
    Terminal terminal(daemon_.path(), {"unlock"});
    terminal.expect("):");
    EXPECT_FALSE(terminal.echoes());
    terminal.type("\x1a");  // Ctrl+Z does not leave it so
    terminal.type(end);
    terminal.exit_code();
    EXPECT_TRUE(terminal.echoes()) << static_cast<int>(*end);
    EXPECT_THAT(terminal.shown(), testing::Not(testing::HasSubstr("123456")));
  }
}

}  // namespace
}  // namespace holdfast::cli
