#include "platform/ipc/names.h"
#include "tests/fakes/temp_dir.h"
#include "tests/tray/cli/cli_test.h"
#include "tests/tray/cli/terminal.h"

namespace holdfast::cli {
namespace {

class PartnerAccount : public CliTest {
 protected:
  std::string file_with(const std::string& text) {
    put(folder_ / "secret", text);
    return (folder_ / "secret").string();
  }
  void forget_the_account() {
    daemon_.answer("GetPartner", {R"({"mail": "", "name": "", "consent": "none", "alerts": [],
        "shares_slips": false, "account_problem": "no account", "letters": []})"});
  }

  TempDir folder_;
};

TEST_F(PartnerAccount, Asks) {
  forget_the_account();
  type("me@example.net\nMe\nmail.example.net\n\nopen sesame\n");
  EXPECT_EQ(expect_golden("partner_account", {"partner", "account"}), ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("SetMailAccount"),
            R"({"account":{"sender":"me@example.net","name":"Me",)"
            R"("server":"smtps://mail.example.net","user":"me@example.net","sendmail":""},)"
            R"("password":"open sesame"})");
}

TEST_F(PartnerAccount, KeepsWhatIsNotChanged) {
  type("\n\n\n\n\n");
  EXPECT_EQ(run({"partner", "account"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("SetMailAccount"),
            R"({"account":{"sender":"me@example.net","name":"Me",)"
            R"("server":"smtps://mail.example.net","user":"me","sendmail":""}})");
}

TEST_F(PartnerAccount, AProgramNeedsNoLogIn) {
  type("\n\n/usr/sbin/sendmail\n");
  EXPECT_EQ(run({"partner", "account"}).code, ExitCode::kDone);
  EXPECT_EQ(daemon_.asked("SetMailAccount"),
            R"({"account":{"sender":"me@example.net","name":"Me","server":"","user":"",)"
            R"("sendmail":"/usr/sbin/sendmail"}})");
}

TEST_F(PartnerAccount, CanBeLeftAtAnyQuestion) {
  for (const char* typed : {"", "\n", "\n\n", "\n\n\n", "\n\n\n\n"}) {
    type(typed);
    EXPECT_EQ(run({"partner", "account"}).code, ExitCode::kNo) << typed;
  }
  EXPECT_EQ(daemon_.asked("SetMailAccount"), "null");
}

TEST_F(PartnerAccount, TakesOptions) {
  forget_the_account();
  const Ran ran =
      run({"partner", "account", "--from", "me@example.net", "--server", "smtp://localhost:2525",
           "--user", "me", "--password-file", file_with("open sesame\nnot this\n")});
  EXPECT_EQ(ran.code, ExitCode::kDone);
  EXPECT_THAT(ran.out, testing::Not(testing::HasSubstr("sesame")));
  EXPECT_EQ(daemon_.asked("SetMailAccount"),
            R"({"account":{"sender":"me@example.net","name":"","server":"smtp://localhost:2525",)"
            R"("user":"me","sendmail":""},"password":"open sesame"})");
}

TEST_F(PartnerAccount, AnOptionAloneChangesThatAlone) {
  EXPECT_EQ(run({"partner", "account", "--name", "M.", "--json"}).out, "{}\n");
  EXPECT_EQ(daemon_.asked("SetMailAccount"),
            R"({"account":{"sender":"me@example.net","name":"M.",)"
            R"("server":"smtps://mail.example.net","user":"me","sendmail":""}})");
}

TEST_F(PartnerAccount, ReadsThePasswordFromTheStandardInput) {
  type("open sesame\r\n");
  EXPECT_EQ(run({"partner", "account", "--password-file", "-"}).code, ExitCode::kDone);
  EXPECT_THAT(daemon_.asked("SetMailAccount"), testing::HasSubstr(R"("password":"open sesame"})"));
}

TEST_F(PartnerAccount, AsksForThePasswordOfAnotherServer) {
  type("open sesame\n");
  EXPECT_EQ(run({"partner", "account", "--server", "smtps://mail.example.org"}).code,
            ExitCode::kDone);
  EXPECT_THAT(daemon_.asked("SetMailAccount"), testing::HasSubstr(R"("password":"open sesame"})"));
}

TEST_F(PartnerAccount, TakesNoBadPasswordFile) {
  for (const std::string& path :
       {std::string("/nowhere/at/all"), file_with("\nsecond"), std::string("/")}) {
    EXPECT_EQ(run({"partner", "account", "--password-file", path}).code, ExitCode::kNo) << path;
  }
  EXPECT_EQ(run({"partner", "account", "--password-file", file_with(std::string(5000, 'x'))}).code,
            ExitCode::kNo);
  EXPECT_EQ(run({"partner", "account", "--password-file", file_with("\xFF")}).code, ExitCode::kNo);
  EXPECT_EQ(daemon_.asked("SetMailAccount"), "null");
}

TEST_F(PartnerAccount, SaysWhatIsMissing) {
  EXPECT_EQ(run({"partner", "account"}).code, ExitCode::kUsage);
  EXPECT_EQ(run({"partner", "account", "--server", "smtps://a", "--sendmail", "/b"}).code,
            ExitCode::kUsage);
  forget_the_account();
  EXPECT_THAT(run({"partner", "account", "--server", "smtps://a"}).err,
              testing::HasSubstr("--from"));
  EXPECT_THAT(run({"partner", "account", "--from", "me@example.net"}).err,
              testing::HasSubstr("--server"));
  // Never on the command line, where ps shows it.
  EXPECT_EQ(run({"partner", "account", "--password", "x"}).code, ExitCode::kUsage);
  EXPECT_EQ(daemon_.asked("SetMailAccount"), "null");
}

TEST_F(PartnerAccount, SaysWhatTheDaemonWouldNotTake) {
  daemon_.answer_error("SetMailAccount", ipc::kBadInput, R"({"text": "the server has no host"})");
  const Ran ran = run({"partner", "account", "--server", "smtps://"});
  EXPECT_EQ(ran.code, ExitCode::kUsage);
  EXPECT_THAT(ran.err, testing::HasSubstr("the server has no host"));
}

TEST_F(PartnerAccount, ShowsNoPasswordOnARealTerminal) {
  Terminal terminal(daemon_.path(), {"partner", "account"});
  for (const char* question : {"Your address", "Your name", "The server", "User name"}) {
    terminal.expect(question);
    terminal.expect("]:");
    terminal.type("\n");
  }
  terminal.expect("Password");
  terminal.expect("):");
  EXPECT_FALSE(terminal.echoes());
  terminal.type("open sesame\n");
  terminal.expect("Letters go out");
  EXPECT_EQ(terminal.exit_code(), 0);
  EXPECT_THAT(terminal.shown(), testing::Not(testing::HasSubstr("sesame")));
  EXPECT_THAT(daemon_.asked("SetMailAccount"), testing::HasSubstr(R"("password":"open sesame"})"));
}

}  // namespace
}  // namespace holdfast::cli
