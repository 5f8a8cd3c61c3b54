#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"
#include "tests/tray/cli/terminal.h"

namespace holdfast::cli {
namespace {

class Setup : public CliTest {
 protected:
  Setup() {
    daemon_.answer("Edit", {R"({"result": {"outcome": "dry_run", "applied": [], "pending": [],
        "failing": [], "plan": {"hosts_file": ["instagram.com", "www.instagram.com"],
        "firewall": [], "browser": ["instagram/her.name"], "phone": [], "spared": [],
        "notes": ["the whole of Instagram goes out of reach, for everybody here"]}}})"});
  }
};

TEST_F(Setup, AsksInFourStepsAndShowsWhatWouldHold) {
  type(
      "https://www.instagram.com/her.name/\ny\n90d\nA.\n+1 555 765 4321\n"
      "If I open the laptop after ten, then I walk\nn\n");
  EXPECT_EQ(expect_golden("setup", {"setup"}), ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("Edit"),
            R"({"statements":["block https://www.instagram.com/her.name/ for 90d",)"
            R"("support call A. tel:+15557654321",)"
            R"("plan \"If I open the laptop after ten, then I walk\""],"dry_run":true})");
}

TEST_F(Setup, ArmsAtAYesAndLeavesOutWhatWasSkipped) {
  type("instagram/her.name\nn\n\n\n\ny\n");
  EXPECT_EQ(run({"setup"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["block instagram/her.name scope profile"]})");
}

TEST_F(Setup, ChangesNothingWhenItIsLeft) {
  for (const char* typed : {"", "instagram/her.name\n", "instagram/her.name\ny\n30d\nA.\n",
                            "instagram/her.name\ny\n\n\n", "instagram/her.name\ny\n\n\n\n"}) {
    type(typed);
    const Ran ran = run({"setup"});
    EXPECT_EQ(ran.code, ExitCode::kNo) << typed;
    EXPECT_THAT(ran.out, testing::HasSubstr("Nothing was changed."));
  }
  EXPECT_THAT(daemon_.asked("Edit"), testing::HasSubstr("\"dry_run\":true"));
}

TEST_F(Setup, AsksAgainWhereTheDaemonSaysWhatIsWrong) {
  daemon_.answer_error("Edit", ipc::kBadRules,
                       R"({"problems": [{"line": 1, "column": 7, "what": "`her` is no target",
                           "hint": "paste the link"}]})");
  type("her\nher\n");
  const Ran ran = run({"setup"});
  EXPECT_EQ(ran.code, ExitCode::kNo);
  EXPECT_THAT(ran.out, testing::HasSubstr("`her` is no target; paste the link"));
}

TEST_F(Setup, TakesNoNumberWithoutItsCountry) {
  type("instagram/her.name\ny\n\nA.\n0170 123\n+49 170 1234567\n\nn\n");
  EXPECT_THAT(run({"setup"}).out, testing::HasSubstr("no number with a country's code"));
  EXPECT_THAT(daemon_.asked("Edit"), testing::HasSubstr("tel:+491701234567"));
}

TEST_F(Setup, WithoutATerminalSaysWhichCommandsDoTheSame) {
  EXPECT_EQ(expect_golden("setup_alone", {"setup"}), ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("Edit"), "null");
}

TEST_F(Setup, AsksNobodyFourQuestionsInVain) {
  type("instagram/her.name\n");
  variables_["HOLDFAST_SOCKET"] = "/nonexistent/holdfast.sock";
  const Ran ran = run_alone({"setup"});
  EXPECT_EQ(ran.code, ExitCode::kUnreachable);
  EXPECT_EQ(ran.out, "");
}

TEST_F(Setup, WorksOnARealTerminal) {
  Terminal terminal(daemon_.path(), {"setup"});
  terminal.expect("1 of 4: What hurts to look at");
  terminal.type("https://www.instagram.com/her.name/\n");
  terminal.expect("The whole service? [y/n]");
  terminal.type("y\n");
  terminal.expect("For how long?");
  terminal.type("90d\n");
  terminal.expect("3 of 4: A friend");
  terminal.type("\n");
  terminal.expect("4 of 4: A plan");
  terminal.type("\n");
  terminal.expect("This would be held:");
  terminal.expect("Arm it now? [y/n]");
  terminal.type("y\n");
  terminal.expect("It holds.");
  EXPECT_EQ(terminal.exit_code(), 0);
  EXPECT_EQ(daemon_.asked("Edit"),
            R"({"statements":["block https://www.instagram.com/her.name/ for 90d"]})");
}

TEST_F(Setup, CanBeLeftOnARealTerminal) {
  Terminal terminal(daemon_.path(), {"setup"});
  terminal.expect("1 of 4: What hurts to look at");
  terminal.expect(">");
  terminal.type("\x04");  // Ctrl+D
  terminal.expect("Nothing was changed.");
  EXPECT_EQ(terminal.exit_code(), 1);
}

}  // namespace
}  // namespace holdfast::cli
