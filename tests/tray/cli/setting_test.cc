#include "tray/cli/setting.h"

#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class SettingTest : public CliTest {};

TEST_F(SettingTest, ADryRunIsPassedOn) {
  run({"allow", "pay.example.org", "--dry-run"});
  EXPECT_EQ(daemon_.asked("Edit"), R"({"statements":["allow pay.example.org"],"dry_run":true})");
}

TEST_F(SettingTest, WhatIsSetIsJsonForPrograms) {
  EXPECT_EQ(run({"alias", "--json"}).out, "{\"statements\":[\"alias them\"]}\n");
  EXPECT_EQ(run({"lock", "--json"}).out, "{\"statements\":[]}\n");
}

TEST_F(SettingTest, ALineBreakIsNoStatement) {
  EXPECT_EQ(run({"alias", "a\nblock b.org"}).code, ExitCode::kUsage);
  EXPECT_EQ(run({"alias", "a\xFF"}).code, ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("Edit"), "null");
}

}  // namespace
}  // namespace holdfast::cli
