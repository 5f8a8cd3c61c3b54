#include "tray/cli/letter.h"

#include "platform/ipc/names.h"
#include "tests/tray/cli/cli_test.h"
#include "tray/cli/time_words.h"

namespace holdfast::cli {
namespace {

std::string letter(const std::string& state, const std::string& more = R"("tries": 0)") {
  return R"({"id": 7, "kind": "test", "made": "2026-03-12T20:00:00Z", "answer": "", "state": ")" +
         state + "\", " + more + "}";
}

std::string partner_with(const std::string& letter, const std::string& problem = "") {
  return R"({"mail": "", "name": "", "consent": "none", "alerts": [], "shares_slips": false,
             "account_problem": ")" +
         problem + R"(", "letters": [{"id": 6, "kind": "test", "made": "2026-03-01T20:00:00Z",
             "state": "refused", "tries": 1, "answer": ""}, )" +
         letter + "]}";
}

class LetterTest : public CliTest {
 protected:
  // A test is taken, and looks so when it is looked for.
  Ran send(const std::string& then, const std::string& problem = "",
           const std::string& first = letter("writing")) {
    daemon_.answer("SendTestMail", {"{\"letter\": " + first + "}"});
    daemon_.answer("GetPartner", {partner_with(then, problem)});
    return run({"partner", "test"});
  }
};

TEST_F(LetterTest, WaitsForTheVerdict) {
  daemon_.answer("SendTestMail", {"{\"letter\": " + letter("writing") + "}"});
  daemon_.answer("GetPartner", {partner_with(letter("sending"))});
  on_wait_ = [&] {
    if (waited_ == std::chrono::seconds(20)) {
      daemon_.answer("GetPartner", {partner_with(letter("sent", R"("tries": 1)"))});
    }
  };
  EXPECT_EQ(expect_golden("partner_test", {"partner", "test"}), ExitCode::kDone);
  EXPECT_EQ(waited_, std::chrono::seconds(20));
}

TEST_F(LetterTest, DoesNotWaitForWhatIsKnown) {
  EXPECT_EQ(send("{}", "", letter("sent")).code, ExitCode::kDone);
  EXPECT_EQ(waited_, std::chrono::seconds(0));
}

TEST_F(LetterTest, SaysWhatWentWrong) {
  const Ran refused =
      send(R"({"id": 7, "kind": "test", "made": "2026-03-12T20:00:00Z", "state": "refused",
                 "tries": 1, "answer": "535 wrong password"})");
  EXPECT_EQ(refused.code, ExitCode::kNo);
  EXPECT_THAT(refused.out, testing::HasSubstr("535 wrong password"));
  EXPECT_THAT(refused.out, testing::HasSubstr("holdfast partner account"));
  EXPECT_EQ(send(letter("unsure")).code, ExitCode::kNo);
  EXPECT_EQ(send(letter("withdrawn")).code, ExitCode::kNo);
}

TEST_F(LetterTest, SaysWhenItIsTriedAgain) {
  const Ran ran = send(letter("waiting", R"("tries": 1, "next_try": "2026-03-12T20:05:00Z")"));
  EXPECT_EQ(ran.code, ExitCode::kPending);
  EXPECT_THAT(ran.out, testing::HasSubstr("tried again in 5 min"));
}

TEST_F(LetterTest, WaitsNoLongerThanItSays) {
  EXPECT_EQ(send(letter("sending")).code, ExitCode::kPending);
  EXPECT_EQ(waited_, std::chrono::seconds(45));
}

TEST_F(LetterTest, DoesNotWaitWhereNoLetterCanGo) {
  const Ran ran = send(letter("waiting"), "no password is set");
  EXPECT_EQ(ran.code, ExitCode::kPending);
  EXPECT_THAT(ran.out, testing::HasSubstr("no password is set"));
  EXPECT_EQ(waited_, std::chrono::seconds(1));
}

TEST_F(LetterTest, IsOneObjectForPrograms) {
  daemon_.answer("SendTestMail", {"{\"letter\": " + letter("writing") + "}"});
  daemon_.answer("GetPartner", {partner_with(letter("sent"))});
  const Ran ran = run({"partner", "test", "--json"});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
  EXPECT_THAT(ran.out, testing::StartsWith(R"({"letter":{"id":7)"));
  EXPECT_THAT(ran.out, testing::HasSubstr(R"("state":"sent")"));
}

TEST_F(LetterTest, SaysWhatTheDaemonRefused) {
  daemon_.answer_error("SendTestMail", ipc::kRefused, R"({"text": "no account is set"})");
  EXPECT_EQ(run({"partner", "test"}).code, ExitCode::kRefused);
}

TEST_F(LetterTest, LeavesAWordItDoesNotKnow) {
  EXPECT_EQ(letter_kind_words("postcard"), "postcard");
  EXPECT_EQ(letter_state_words({{"state", "lost"}}, *parse_time("2026-03-12T20:00:00Z")), "lost");
}

}  // namespace
}  // namespace holdfast::cli
