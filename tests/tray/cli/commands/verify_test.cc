#include "tests/fakes/temp_dir.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Verify : public CliTest {
 protected:
  std::string file_with(const std::string& text) {
    put(folder_ / "summary.eml", text);
    return (folder_ / "summary.eml").string();
  }

  TempDir folder_;
};

TEST_F(Verify, SaysThatItIsWhole) {
  EXPECT_EQ(expect_golden("verify", {"verify"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("VerifyRecord"), "{}");
}

TEST_F(Verify, ComparesWithAKeptSummary) {
  const std::string path = file_with("X-Holdfast-Record: 40:0011-2233-4455-6677\r\n\r\nHello\r\n");
  EXPECT_EQ(run({"verify", "--since-summary", path}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("VerifyRecord"), R"({"mark":"40:0011-2233-4455-6677"})");
}

TEST_F(Verify, SaysThatItWasChanged) {
  for (const char* result : {"changed", "another"}) {
    daemon_.answer("VerifyRecord", {std::string(R"({"result": ")") + result +
                                    R"(", "text": "It was cut.", "entries": 40,
                                    "mark": "40:0011-2233-4455-6677"})"});
    EXPECT_EQ(run({"verify"}).code, ExitCode::kNo);
    EXPECT_EQ(run({"verify", "--json"}).code, ExitCode::kNo);
  }
  expect_golden("verify_changed", {"verify"});
}

TEST_F(Verify, SaysThatThereIsNoMark) {
  const Ran ran = run({"verify", "--since-summary", file_with("Hello A.,\n")});
  EXPECT_EQ(ran.code, ExitCode::kNo);
  EXPECT_THAT(ran.err, testing::HasSubstr("there is no mark"));
  EXPECT_EQ(run({"verify", "--since-summary", "/nowhere/at/all"}).code, ExitCode::kNo);
  EXPECT_EQ(run({"verify", "--since-summary", "/dev/zero"}).code, ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("VerifyRecord"), "null");
}

}  // namespace
}  // namespace holdfast::cli
