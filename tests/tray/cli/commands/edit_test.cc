#include "platform/ipc/names.h"
#include "tests/fakes/temp_dir.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

constexpr const char* kProblems = R"({"problems": [
    {"line": 2, "column": 1, "what": "unknown word `blok`", "hint": "did you mean `block`?"}]})";

class EditTest : public CliTest {
 protected:
  EditTest() { variables_["XDG_RUNTIME_DIR"] = folder_.path().string(); }

  bool is_folder_empty() const { return folder_.names().empty(); }

  TempDir folder_;
};

TEST_F(EditTest, TakesWhatTheEditorWrote) {
  variables_["EDITOR"] = "printf 'block a.org\\n' >";
  EXPECT_EQ(run({"edit"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("CheckPolicy"), R"({"text":"block a.org\n"})");
  EXPECT_EQ(daemon_.asked("ApplyPolicy"), R"({"text":"block a.org\n"})");
  EXPECT_TRUE(is_folder_empty());
}

TEST_F(EditTest, PrefersVisual) {
  variables_["EDITOR"] = "false";
  variables_["VISUAL"] = "true";
  EXPECT_EQ(run({"edit"}).out, "Nothing is changed.\n");
  EXPECT_EQ(daemon_.asked("ApplyPolicy"), "null");
}

TEST_F(EditTest, TheCopyIsPrivate) {
  variables_["EDITOR"] =
      "sh -c 'test $(stat -c %a \"$1\") = 600 -a $(stat -c %a \"${1%/*}\") = 700' sh";
  EXPECT_EQ(run({"edit"}).code, ExitCode::kDone);
}

TEST_F(EditTest, AnEditorThatFailsChangesNothing) {
  variables_["EDITOR"] = "false";
  EXPECT_EQ(expect_golden("edit_failed", {"edit"}), ExitCode::kNo);
  EXPECT_TRUE(is_folder_empty());
}

TEST_F(EditTest, AMistakeCanBeCorrected) {
  daemon_.answer("CheckPolicy", {kProblems});
  // The second time, the editor leaves the text as it was at first.
  const std::string before = (folder_ / "before").string();
  put(folder_ / "editor", "if [ -e " + before + " ]; then cp " + before +
                              " \"$1\"; else cp \"$1\" " + before + "; echo blok > \"$1\"; fi\n");
  variables_["EDITOR"] = "sh " + (folder_ / "editor").string();
  type("?\ne\n");
  const Ran ran = run({"edit"});
  EXPECT_THAT(ran.out, testing::HasSubstr("policy.rules:2:1: unknown word `blok`"));
  EXPECT_THAT(ran.out, testing::EndsWith("Nothing is changed.\n"));
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("ApplyPolicy"), "null");
}

TEST_F(EditTest, AMistakeCanBeDropped) {
  daemon_.answer("CheckPolicy", {kProblems});
  variables_["EDITOR"] = "echo blok >";
  type("x\n");
  EXPECT_EQ(run({"edit"}).code, ExitCode::kNo);
  type("");
  EXPECT_EQ(run({"edit"}).code, ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("ApplyPolicy"), "null");
  EXPECT_TRUE(is_folder_empty());
}

TEST_F(EditTest, WhatIsNotUtf8IsNotSent) {
  variables_["EDITOR"] = "printf '\\377' >";
  EXPECT_EQ(run({"edit"}).code, ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("CheckPolicy"), "null");
}

TEST_F(EditTest, WhatWasWrittenIsKeptWhenItCannotBeTaken) {
  daemon_.answer_error("ApplyPolicy", ipc::kFailed, R"({"text": "the disk is full"})");
  variables_["EDITOR"] = "echo 'block a.org' >";
  const Ran ran = run({"edit"});
  EXPECT_EQ(ran.code, ExitCode::kNo);
  EXPECT_THAT(ran.err, testing::HasSubstr("kept in"));
  EXPECT_FALSE(is_folder_empty());
}

}  // namespace
}  // namespace holdfast::cli
