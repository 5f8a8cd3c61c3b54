#include "platform/mail/sendmail.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;
using Kind = MailVerdict::Kind;

class SendmailTest : public testing::Test {
 protected:
  void be_sendmail(const std::string& script) {
    put(program_, "#!/bin/sh\ncd " + folder_.path().string() + "\n" + script + "\n");
    ::chmod(program_.c_str(), 0755);
  }
  MailVerdict send(std::chrono::seconds patience = 20s) {
    return send_by_sendmail(
        {program_, "max@example.org", "friend@example.net", "Subject: a\r\n\r\n.\r\nb\r\n"},
        {"HOME=/home/of-max", "PATH=/usr/bin:/bin"},
        [this]() -> Result<void> {
          ++commits_;
          // Whatever it does now, it has not done yet.
          EXPECT_FALSE(std::filesystem::exists(folder_ / "started"));
          return {};
        },
        patience);
  }

  TempDir folder_;
  const std::filesystem::path program_ = folder_ / "sendmail";
  int commits_ = 0;
};

TEST_F(SendmailTest, GetsTheLetterAndAnEnvironment) {
  be_sendmail(
      "touch started; printf '%s\\n' \"$@\" >arguments; echo \"$HOME $USER\" >home; cat >letter");
  const MailVerdict verdict = send();
  EXPECT_EQ(verdict.kind, Kind::kSent) << verdict.text;
  EXPECT_EQ(commits_, 1);
  EXPECT_EQ(get(folder_ / "arguments"), "-i\n-f\nmax@example.org\n--\nfriend@example.net\n");
  EXPECT_EQ(get(folder_ / "letter"), "Subject: a\n\n.\nb\n");
  EXPECT_EQ(get(folder_ / "home"), "/home/of-max \n");
}

TEST_F(SendmailTest, ItsExitStatusIsTheVerdict) {
  const auto ends_with = [&](int status) {
    be_sendmail("echo friend@example.net >&2; exit " + std::to_string(status));
    const MailVerdict verdict = send();
    EXPECT_EQ(verdict.text.english().find("friend@"), std::string::npos) << verdict.text;
    return verdict.kind;
  };
  EXPECT_EQ(ends_with(75), Kind::kLater);
  EXPECT_EQ(ends_with(68), Kind::kLater);  // msmtp, offline
  EXPECT_EQ(ends_with(69), Kind::kLater);
  EXPECT_EQ(ends_with(65), Kind::kRefused);
  EXPECT_EQ(ends_with(67), Kind::kRefused);
  EXPECT_EQ(ends_with(78), Kind::kMisconfigured);
  EXPECT_EQ(ends_with(77), Kind::kMisconfigured);
  EXPECT_EQ(ends_with(127), Kind::kMisconfigured);
  EXPECT_EQ(ends_with(74), Kind::kUnsure);  // msmtp, cut off in the midst
  EXPECT_EQ(ends_with(1), Kind::kUnsure);
}

TEST_F(SendmailTest, OneThatIsKilledMayHaveSentIt) {
  be_sendmail("kill -9 $$");
  EXPECT_EQ(send().kind, Kind::kUnsure);
}

TEST_F(SendmailTest, OneThatHangsIsKilledWithItsChildren) {
  be_sendmail("sleep 100 & echo $! >child; wait");
  EXPECT_EQ(send(1s).kind, Kind::kUnsure);
  const pid_t child = std::stoi(get(folder_ / "child"));
  const std::string status = "/proc/" + std::to_string(child) + "/status";
  for (int i = 0; i < 500 && get(status).find("State:\tZ") == std::string::npos &&
                  std::filesystem::exists(status);
       ++i) {
    ::usleep(10'000);
  }
  EXPECT_TRUE(!std::filesystem::exists(status) ||
              get(status).find("State:\tZ") != std::string::npos);
}

TEST_F(SendmailTest, NothingStartsThatIsNotNoted) {
  be_sendmail("touch started");
  const MailVerdict verdict = send_by_sendmail(
      {program_, "a@b.org", "c@d.org", "x\r\n"}, {},
      [] {
        return Error{ErrorCode::kNoSpace, "the disk is full"};
      },
      20s);
  EXPECT_EQ(verdict.kind, Kind::kLater);
  EXPECT_NE(verdict.text.english().find("the disk is full"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "started"));
}

TEST_F(SendmailTest, SaysThatThereIsNone) {
  EXPECT_EQ(send().kind, Kind::kMisconfigured);
  put(program_, "no program");
  EXPECT_EQ(send().kind, Kind::kMisconfigured);
  ::chmod(program_.c_str(), 0755);
  EXPECT_EQ(send().kind, Kind::kMisconfigured);
}

}  // namespace
}  // namespace holdfast::platform
