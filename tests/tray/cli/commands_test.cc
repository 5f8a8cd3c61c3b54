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
    for (const Command* part : command->parts) {
      SCOPED_TRACE(part->name);
      ASSERT_TRUE(part->name.starts_with(std::string(command->name) + " "));
      EXPECT_EQ(find_part(*command, part->name.substr(command->name.size() + 1)), part);
      EXPECT_NE(part->run, nullptr);
    }
    EXPECT_EQ(find_part(*command, "nothing"), nullptr);
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

TEST_F(Commands, EveryPartHasHelpThatFits) {
  for (const Command* command : all_commands()) {
    for (const Command* part : command->parts) {
      const std::string word(part->name.substr(command->name.size() + 1));
      const Ran ran = run_alone({std::string(command->name), word, "--help"});
      EXPECT_EQ(ran.code, ExitCode::kDone);
      EXPECT_TRUE(ran.out.starts_with("holdfast " + std::string(part->name))) << ran.out;
      EXPECT_EQ(run_alone({"help", std::string(command->name), word}).out, ran.out);
      EXPECT_NE(run_alone({std::string(command->name), "--help"})
                    .out.find("\n  " + std::string(part->name)),
                std::string::npos);
    }
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
    if (command->name == "unlock") words.emplace_back("123456");
    if (command->name == "forget") words.emplace_back("--yes-really");
    if (command->name == "reach-out") words.insert(words.end(), {"--yes", "--purpose", "court"});
    if (command->words.least > 0 && command->name != "policy") words.emplace_back("3");
    const Ran ran = run_alone(words);
    EXPECT_EQ(ran.code, ExitCode::kUnreachable) << command->name << ran.err;
    EXPECT_NE(ran.err.find("not running"), std::string::npos) << command->name;
    for (const Command* part : command->parts) {
      words = {std::string(command->name),
               std::string(part->name.substr(command->name.size() + 1))};
      if (part->words.least > 0) words.emplace_back("3");
      EXPECT_EQ(run_alone(words).code, ExitCode::kUnreachable) << part->name;
    }
  }
}

}  // namespace
}  // namespace holdfast::cli
