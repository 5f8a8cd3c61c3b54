#include "platform/mail/smtp_talk.h"

#include <gtest/gtest.h>

#include <vector>

namespace holdfast::platform {
namespace {

using Kind = MailVerdict::Kind;

/// What a refusal of `line` means.
MailVerdict turned_down(const std::string& line, const std::string& answer) {
  SmtpTalk talk;
  if (!line.empty()) {
    talk.heard("220 mail.example.org\r\n");
    talk.said("EHLO [127.0.0.1]\r\n");
    talk.heard("250-SIZE 100\r\n");
    talk.heard("250 HELP\r\n");
    EXPECT_FALSE(talk.was_turned_down());
    talk.said(line);
    EXPECT_FALSE(talk.was_turned_down());
  }
  talk.heard(answer);
  EXPECT_TRUE(talk.was_turned_down()) << answer;
  return talk.turned_down();
}

TEST(SmtpTalk, SaysWhoHasToDoSomething) {
  EXPECT_EQ(turned_down("", "554 go away\r\n").kind, Kind::kMisconfigured);
  EXPECT_EQ(turned_down("", "421 shutting down\r\n").kind, Kind::kLater);
  EXPECT_EQ(turned_down("STARTTLS\r\n", "502 no\r\n").kind, Kind::kMisconfigured);
  EXPECT_EQ(turned_down("AUTH PLAIN AGEAYg==\r\n", "535 no\r\n").kind, Kind::kMisconfigured);
  EXPECT_EQ(turned_down("AUTH PLAIN\r\n", "454 not now\r\n").kind, Kind::kLater);
  EXPECT_EQ(turned_down("MAIL FROM:<a@b.org>\r\n", "550 not yours\r\n").kind, Kind::kMisconfigured);
  EXPECT_EQ(turned_down("RCPT TO:<a@b.org>\r\n", "450 greylisted\r\n").kind, Kind::kLater);
  EXPECT_EQ(turned_down("RCPT TO:<a@b.org>\r\n", "550 nobody\r\n").kind, Kind::kRefused);
  EXPECT_EQ(turned_down("RCPT TO:<a@b.org>\r\n", "530 log in\r\n").kind, Kind::kMisconfigured);
  EXPECT_EQ(turned_down("DATA\r\n", "554 spam\r\n").kind, Kind::kRefused);
}

TEST(SmtpTalk, ALoginOfSeveralLinesIsOne) {
  SmtpTalk talk;
  talk.said("AUTH LOGIN\r\n");
  talk.heard("334 VXNlcm5hbWU6\r\n");
  talk.said("TUFJTA==\r\n");
  talk.heard("334 UGFzc3dvcmQ6\r\n");
  talk.said("RCPT\r\n");  // a password whose base64 looks like a command
  talk.heard("535 no\r\n");
  EXPECT_EQ(talk.turned_down().text,
            "the mail server does not accept the user or the password (535)");
}

TEST(SmtpTalk, ItLeavesOverTheLastAnswer) {
  SmtpTalk talk;
  talk.said("RCPT TO:<a@b.org>\r\n");
  talk.heard("550 nobody\r\n");
  talk.said("QUIT\r\n");
  talk.heard("221 bye\r\n");
  EXPECT_EQ(talk.turned_down().kind, Kind::kRefused);
}

TEST(SmtpTalk, NoSentenceRepeatsTheServer) {
  const MailVerdict verdict =
      turned_down("RCPT TO:<friend@example.net>\r\n", "550 friend@example.net is nobody\r\n");
  EXPECT_EQ(verdict.text, "the mail server refuses the recipient (550)");
}

MailVerdict after(const std::vector<std::string>& heard) {
  SmtpTalk talk;
  talk.said("DATA\r\n");
  talk.heard("354 go on\r\n");
  talk.commit();
  for (const std::string& line : heard) talk.heard(line);
  return talk.after_commit();
}

TEST(SmtpTalk, TheAnswerToTheWholeLetterDecides) {
  EXPECT_EQ(after({"250 taken\r\n"}).kind, Kind::kSent);
  EXPECT_EQ(after({"250-taken\r\n", "250 as 7\r\n"}).kind, Kind::kSent);
  EXPECT_EQ(after({"451 not now\r\n"}).kind, Kind::kLater);
  EXPECT_EQ(after({"554 spam\r\n"}).kind, Kind::kRefused);
  EXPECT_EQ(after({}).kind, Kind::kUnsure);
  EXPECT_EQ(after({"250-taken, and cut off"}).kind, Kind::kUnsure);
  EXPECT_EQ(after({"25", "2500 x\r\n", "HTTP/1.1 200 OK\r\n"}).kind, Kind::kUnsure);
  EXPECT_EQ(after({"354 what?\r\n"}).kind, Kind::kUnsure);
  // What follows is about something else.
  EXPECT_EQ(after({"250 taken\r\n", "421 bye\r\n"}).kind, Kind::kSent);
}

TEST(SmtpTalk, AnAnswerToTheGoodbyeIsNone) {
  SmtpTalk talk;
  talk.said("DATA\r\n");
  talk.heard("354 go on\r\n");
  talk.commit();
  talk.said("QUIT\r\n");
  talk.heard("221 bye\r\n");
  EXPECT_EQ(talk.after_commit().kind, Kind::kUnsure);
}

}  // namespace
}  // namespace holdfast::platform
