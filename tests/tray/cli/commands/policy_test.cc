#include "platform/ipc/names.h"
#include "tests/fakes/temp_dir.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Policy : public CliTest {
 protected:
  std::string file_with(const std::string& text) {
    put(folder_ / "my.rules", text);
    return (folder_ / "my.rules").string();
  }

  TempDir folder_;
};

constexpr const char* kProblems = R"({"problems": [
    {"line": 3, "column": 7, "what": "`com` is too wide", "hint": "name a domain"},
    {"line": 9, "column": 1, "what": "unknown word `blok`", "hint": "did you mean `block`?"}]})";

TEST_F(Policy, ShowsItAsItStands) {
  EXPECT_EQ(expect_golden("policy_show", {"policy", "show"}), ExitCode::kDone);
}

TEST_F(Policy, ChecksAFile) {
  const std::string path = file_with("block example.org\n");
  EXPECT_EQ(run({"policy", "check", path}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("CheckPolicy"), R"({"text":"block example.org\n"})");
  daemon_.answer("CheckPolicy", {kProblems});
  const Ran ran = run({"policy", "check", path});
  EXPECT_EQ(ran.code, ExitCode::kNo);
  EXPECT_THAT(ran.out, testing::HasSubstr(path + ":3:7: `com` is too wide"));
  EXPECT_EQ(run({"policy", "check", path, "--json"}).code, ExitCode::kNo);
}

TEST_F(Policy, AppliesAFile) {
  const std::string path = file_with("block example.org\n");
  EXPECT_EQ(run({"policy", "apply", path}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("ApplyPolicy"), R"({"text":"block example.org\n"})");
  daemon_.answer_error("ApplyPolicy", ipc::kBadRules, kProblems);
  const Ran ran = run({"policy", "apply", path});
  EXPECT_EQ(ran.code, ExitCode::kNo);
  EXPECT_THAT(ran.out, testing::HasSubstr(":9:1: unknown word `blok`"));
  EXPECT_THAT(ran.err, testing::HasSubstr("nothing of it was taken"));
}

TEST_F(Policy, ReadsTheStandardInput) {
  type("alias them\n");
  EXPECT_EQ(run({"policy", "apply", "-"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("ApplyPolicy"), R"({"text":"alias them\n"})");
}

TEST_F(Policy, SaysWhatCannotBeRead) {
  EXPECT_EQ(run({"policy", "check", "/nowhere/at/all"}).code, ExitCode::kNo);
  EXPECT_EQ(run({"policy", "check", "/"}).code, ExitCode::kNo);
  EXPECT_EQ(run({"policy", "check", file_with("\xFF\xFE")}).code, ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("CheckPolicy"), "null");
}

TEST_F(Policy, NeedsToBeToldWhat) {
  EXPECT_EQ(expect_golden("policy_usage", {"policy", "print"}), ExitCode::kUsage);
  EXPECT_EQ(run({"policy", "check"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace holdfast::cli
