#include "tray/cli/commands.h"

#include <set>

#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Commands : public CliTest {};

TEST_F(Commands, EveryRowIsWhole) {
  std::set<std::string_view> names;
  for (const Command* command : all_commands()) {
    SCOPED_TRACE(command->name);
    EXPECT_TRUE(names.insert(command->name).second);
    EXPECT_FALSE(std::string_view(command->summary).empty());
    EXPECT_LE(std::string_view(command->summary).size() + 16, kWidth);
    const std::string_view help = command->help;
    EXPECT_FALSE(help.empty());
    EXPECT_TRUE(help.find(". ") != std::string_view::npos || help.ends_with('.') ||
                help.find(command->name) != std::string_view::npos);
    EXPECT_NE(command->run, nullptr);
    EXPECT_EQ(command->words.most == 0, command->synopsis.empty());
    EXPECT_EQ(find_command(command->name), command);
  }
}

TEST_F(Commands, EveryRowHasHelpThatFits) {
  for (const Command* command : all_commands()) {
    const Ran ran = run_alone({std::string(command->name), "--help"});
    EXPECT_EQ(ran.code, ExitCode::kDone);
    EXPECT_TRUE(ran.out.starts_with("holdfast " + std::string(command->name))) << ran.out;
    for (const Option& option : command->options) {
      EXPECT_NE(ran.out.find("--" + std::string(option.name)), std::string::npos) << ran.out;
    }
    EXPECT_EQ(run_alone({"help", std::string(command->name)}).out, ran.out);
  }
}

TEST_F(Commands, KnowsWhatWasMeant) {
  EXPECT_EQ(nearest_command("blok"), "block");
  EXPECT_EQ(nearest_command("statsu"), "status");
  EXPECT_EQ(nearest_command("xylophone"), "");
  EXPECT_EQ(nearest_command(std::string(100'000, 'x')), "");
  EXPECT_EQ(find_command("nothing"), nullptr);
}

// Each command, asked of a daemon that is not there, says so with the same code.
TEST_F(Commands, AllSayWhenTheDaemonIsNotReachable) {
  variables_["HOLDFAST_SOCKET"] = "/nowhere/holdfast.sock";
  for (const Command* command : all_commands()) {
    std::vector<std::string> words = {std::string(command->name)};
    if (command->name == "policy") words.emplace_back("show");
    if (command->name == "forget") words.emplace_back("--yes-really");
    if (command->name == "reach-out") words.insert(words.end(), {"--yes", "--purpose", "court"});
    if (command->words.least > 0 && command->name != "policy") words.emplace_back("3");
    const Ran ran = run_alone(words);
    EXPECT_EQ(ran.code, ExitCode::kUnreachable) << command->name << ran.err;
    EXPECT_NE(ran.err.find("not running"), std::string::npos) << command->name;
  }
}

}  // namespace
}  // namespace holdfast::cli
