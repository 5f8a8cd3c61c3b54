#include "platform/mail/smtp.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <cstdlib>
#include <mutex>

#include "tests/fakes/mail_server.h"
#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;
using Kind = MailVerdict::Kind;

constexpr const char* kLetter = "Subject: a\r\n\r\n.\r\n.. and a line\r\nFrom here\r\n";
constexpr const char* kSecret = "p\xc3\xa4ss word";

/// A network of its own, with 192.0.2.1 as an address that is not loopback. Needs root.
class SmtpTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ASSERT_EQ(::unshare(CLONE_NEWNET), 0) << "needs root";
    ASSERT_EQ(std::system("ip link set lo up && ip address add 192.0.2.1/32 dev lo"), 0);
    folder_ = new TempDir();
    certificates_ = new Certificates(folder_->path());
  }
  static void TearDownTestSuite() {
    delete certificates_;
    delete folder_;
  }

  static std::vector<std::string> with_tls(const std::string& way,
                                           std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--tls", way, "--key", certificates_->key.string(), "--certificate",
                             certificates_->certificate.string()});
    return more;
  }
  SmtpTask task(const std::string& url, const std::string& bytes = kLetter) const {
    SmtpTask task;
    task.server = url;
    task.from = "max@example.org";
    task.to = "friend@example.net";
    task.bytes = bytes;
    return task;
  }
  SmtpTask trusting(const std::string& url) const {
    SmtpTask asked = task(url);
    asked.certificates = get(certificates_->authority);
    return asked;
  }
  MailVerdict send(const SmtpTask& asked, SmtpLimits limits = {.connect = 5s, .whole = 15s}) {
    commits_ = 0;
    MailVerdict verdict = send_by_smtp(
        asked,
        [this]() -> Result<void> {
          ++commits_;
          return {};
        },
        limits);
    EXPECT_FALSE(verdict.text.empty());
    for (const char* secret : {"friend@", "example.net", kSecret, "cMOkc3M"}) {
      EXPECT_EQ(verdict.text.english().find(secret), std::string::npos) << verdict.text;
    }
    return verdict;
  }
  /// The verdict of a server with a fault, and whether the letter was committed.
  Kind with_fault(const std::string& fault) {
    const MailServer server({"--fault", fault});
    return send(task(server.url()), {.connect = 2s, .whole = 3s}).kind;
  }

  inline static TempDir* folder_ = nullptr;
  inline static Certificates* certificates_ = nullptr;
  int commits_ = 0;
};

TEST_F(SmtpTest, TheLetterArrivesByteForByte) {
  const MailServer server;
  const MailVerdict verdict = send(task(server.url()));
  EXPECT_EQ(verdict.kind, Kind::kSent) << verdict.text;
  EXPECT_EQ(commits_, 1);
  EXPECT_EQ(server.letters(), std::vector<std::string>{kLetter});
  EXPECT_EQ(server.envelope(), "max@example.org\nfriend@example.net");
}

TEST_F(SmtpTest, TheMachinesNameIsNotTold) {
  const MailServer server;
  send(task(server.url()));
  EXPECT_NE(server.events().find("ehlo [127.0.0.1]\n"), std::string::npos) << server.events();
}

TEST_F(SmtpTest, ALargeLetterArrivesWhole) {
  std::string bytes = "Subject: a\r\n\r\n";
  for (int i = 0; i < 40'000; ++i)
    bytes += ".a line that begins with a dot, " + std::to_string(i) + "\r\n";
  const MailServer server;
  EXPECT_EQ(send(task(server.url(), bytes)).kind, Kind::kSent);
  EXPECT_EQ(server.letters(), std::vector<std::string>{bytes});
  EXPECT_EQ(send(task(server.url(), std::string(kMaxLetterBytes + 1, 'x'))).kind, Kind::kRefused);
}

TEST_F(SmtpTest, AskedToComeAgainItWill) {
  EXPECT_EQ(with_fault("greylist"), Kind::kLater);
  EXPECT_EQ(commits_, 0);
  EXPECT_EQ(with_fault("full"), Kind::kLater);
  EXPECT_EQ(commits_, 1);
  EXPECT_EQ(with_fault("closed"), Kind::kLater);
}

TEST_F(SmtpTest, RefusedItSaysByWhom) {
  EXPECT_EQ(with_fault("refuse-recipient"), Kind::kRefused);
  EXPECT_EQ(commits_, 0);
  EXPECT_EQ(with_fault("refuse-letter"), Kind::kRefused);
  EXPECT_EQ(with_fault("no-sender"), Kind::kMisconfigured);
  EXPECT_EQ(with_fault("login-first"), Kind::kMisconfigured);
  EXPECT_EQ(with_fault("unwelcome"), Kind::kMisconfigured);
}

TEST_F(SmtpTest, CutOffBeforeTheEndItMayGoAgain) {
  const MailServer server({"--fault", "drop-mid-data"});
  std::string bytes = "Subject: a\r\n\r\n";
  while (bytes.size() < 4'000'000) bytes += "a line of the letter\r\n";
  const MailVerdict verdict = send(task(server.url(), bytes));
  EXPECT_EQ(verdict.kind, Kind::kLater) << verdict.text;
  EXPECT_EQ(commits_, 0);
  EXPECT_TRUE(server.letters().empty());
}

TEST_F(SmtpTest, CutOffBeforeTheAnswerItMayHaveGone) {
  EXPECT_EQ(with_fault("drop-after-dot"), Kind::kUnsure);
  EXPECT_EQ(commits_, 1);
  EXPECT_EQ(with_fault("hold-after-dot"), Kind::kUnsure);
}

TEST_F(SmtpTest, CutOffAfterTheAnswerItWent) {
  EXPECT_EQ(with_fault("drop-after-answer"), Kind::kSent);
}

TEST_F(SmtpTest, OneThatDoesNotAnswerIsLeft) {
  EXPECT_EQ(with_fault("silent"), Kind::kLater);
  EXPECT_EQ(with_fault("hold-at-mail"), Kind::kLater);
  EXPECT_EQ(with_fault("hold-at-rcpt"), Kind::kLater);
  EXPECT_EQ(with_fault("hold-mid-data"), Kind::kUnsure);  // the letter was short: all of it went
  EXPECT_EQ(with_fault("gibberish"), Kind::kLater);
}

TEST_F(SmtpTest, OneThatIsNotThereIsTriedLater) {
  EXPECT_EQ(send(task("smtp://127.0.0.1:1")).kind, Kind::kLater);
  EXPECT_EQ(send(task("smtps://mail.does-not-exist.invalid")).kind, Kind::kLater);
  EXPECT_EQ(send(task("smtps://198.51.100.1"), {.connect = 1s, .whole = 2s}).kind, Kind::kLater);
  EXPECT_EQ(send(task("https://127.0.0.1")).kind, Kind::kMisconfigured);
}

TEST_F(SmtpTest, WhatCannotBeNotedIsNotSent) {
  const MailServer server;
  const MailVerdict verdict = send_by_smtp(task(server.url()), [] {
    return Error{ErrorCode::kNoSpace, "the disk is full"};
  });
  EXPECT_EQ(verdict.kind, Kind::kLater);
  EXPECT_NE(verdict.text.english().find("the disk is full"), std::string::npos) << verdict.text;
  EXPECT_TRUE(server.letters().empty());
}

TEST_F(SmtpTest, TlsFromTheFirstByte) {
  const MailServer server(with_tls("implicit", {"--address", "192.0.2.1"}));
  const MailVerdict verdict = send(trusting(server.url("smtps", "192.0.2.1")));
  EXPECT_EQ(verdict.kind, Kind::kSent) << verdict.text;
}

TEST_F(SmtpTest, TlsThatIsStarted) {
  const MailServer server(with_tls("starttls", {"--address", "192.0.2.1"}));
  const MailVerdict verdict = send(trusting(server.url("smtp", "192.0.2.1")));
  EXPECT_EQ(verdict.kind, Kind::kSent) << verdict.text;
}

TEST_F(SmtpTest, NothingIsToldInTheClear) {
  const MailServer server({"--address", "192.0.2.1", "--login", std::string("me:") + kSecret});
  SmtpTask asked = task(server.url("smtp", "192.0.2.1"));
  asked.user = "me";
  asked.password = kSecret;
  EXPECT_EQ(send(asked).kind, Kind::kMisconfigured);
  EXPECT_EQ(server.events(), "connect\nehlo [127.0.0.1]\n");
  // On loopback as well where certificates are given.
  const MailServer here;
  EXPECT_EQ(send(trusting(here.url())).kind, Kind::kMisconfigured);
  EXPECT_TRUE(here.letters().empty());
}

TEST_F(SmtpTest, ACertificateMustBeRight) {
  const MailServer server(with_tls("implicit", {"--address", "192.0.2.1"}));
  EXPECT_EQ(send(task(server.url("smtps", "192.0.2.1"))).kind, Kind::kMisconfigured);
  const MailServer other({"--address", "192.0.2.1", "--tls", "starttls", "--key",
                          certificates_->key.string(), "--certificate",
                          certificates_->of_another.string()});
  EXPECT_EQ(send(trusting(other.url("smtp", "192.0.2.1"))).kind, Kind::kMisconfigured);
  SmtpTask asked = task(server.url("smtps", "192.0.2.1"));
  asked.certificates = "no certificate\n";
  EXPECT_EQ(send(asked).kind, Kind::kMisconfigured);
  EXPECT_TRUE(server.letters().empty());
}

TEST_F(SmtpTest, APortWithoutTlsIsSaid) {
  const MailServer server({"--address", "192.0.2.1"});
  const MailVerdict verdict = send(trusting(server.url("smtps", "192.0.2.1")));
  EXPECT_EQ(verdict.kind, Kind::kMisconfigured);
  EXPECT_NE(verdict.text.english().find("speaks no TLS"), std::string::npos) << verdict.text;
}

TEST_F(SmtpTest, LogsIn) {
  const MailServer server(
      with_tls("starttls", {"--login", std::string("me@example.org:") + kSecret}));
  SmtpTask asked = trusting(server.url());
  EXPECT_EQ(send(asked).kind, Kind::kMisconfigured);
  asked.user = "me@example.org";
  asked.password = "wrong";
  const MailVerdict wrong = send(asked);
  EXPECT_EQ(wrong.kind, Kind::kMisconfigured);
  EXPECT_NE(wrong.text.english().find("password"), std::string::npos) << wrong.text;
  EXPECT_TRUE(server.letters().empty());
  asked.password = kSecret;
  const MailVerdict right = send(asked);
  EXPECT_EQ(right.kind, Kind::kSent) << right.text;
  EXPECT_NE(server.events().find("\nlogin\n"), std::string::npos) << server.events();
}

}  // namespace
}  // namespace holdfast::platform
