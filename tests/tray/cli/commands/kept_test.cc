#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"

namespace holdfast::cli {
namespace {

class Kept : public CliTest {
 protected:
  void promise(const std::string& promises) {
    daemon_.answer("GetSupport",
                   {R"({"now": [], "friends": [], "plans": [], "promises": [)" + promises + "]}"});
  }
};

constexpr const char* kWalk =
    R"({"key": "promise \"A walk\"", "text": "A walk", "kept_today": false, "days_kept": 0})";
constexpr const char* kWater =
    R"({"key": "promise \"Water\"", "text": "Water", "kept_today": false, "days_kept": 1})";
constexpr const char* kKeptWater =
    R"({"key": "promise \"Water\"", "text": "Water", "kept_today": true, "days_kept": 2})";

TEST_F(Kept, TakesTheOnlyOneThatIsOpen) {
  EXPECT_EQ(expect_golden("kept", {"kept"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("KeepPromise"), R"({"key":"promise \"Lights out at eleven\""})");
}

TEST_F(Kept, KnowsAPromiseByAPartOfIt) {
  EXPECT_EQ(run({"kept", "LIGHTS", "out"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("KeepPromise"), R"({"key":"promise \"Lights out at eleven\""})");
  EXPECT_EQ(run({"kept", "tea"}).code, ExitCode::kNo);
}

TEST_F(Kept, AsksWhichWhereSeveralAreOpen) {
  promise(std::string(kWalk) + "," + kWater);
  EXPECT_EQ(expect_golden("kept_which", {"kept"}), ExitCode::kUsage);
  EXPECT_EQ(run({"kept", "wa"}).code, ExitCode::kUsage) << "it is in both";
  EXPECT_EQ(daemon_.asked("KeepPromise"), "null");
}

TEST_F(Kept, TakesNothingToBeKeptTwice) {
  promise(kKeptWater);
  const Ran ran = run({"kept"});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_EQ(ran.out, "Every promise is kept today.\n");
  EXPECT_EQ(daemon_.asked("KeepPromise"), "null");
}

TEST_F(Kept, SaysHowToMakeOne) {
  promise("");
  EXPECT_EQ(run({"kept"}).code, ExitCode::kNo);
  EXPECT_THAT(run({"kept"}).err, testing::HasSubstr("holdfast promise"));
}

TEST_F(Kept, SaysWhatTheDaemonSays) {
  daemon_.answer_error("KeepPromise", ipc::kNotFound, R"({"text": "there is no such promise"})");
  EXPECT_EQ(run({"kept"}).err, "holdfast: there is no such promise\n");
}

}  // namespace
}  // namespace holdfast::cli
