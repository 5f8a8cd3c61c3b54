#include <gtest/gtest.h>

#include "platform/mail/account.h"

namespace holdfast::platform {
namespace {

std::string problem(const std::string& text) {
  const auto account = parse_mail_account("mail.toml", text);
  return account ? "accepted" : account.error().text.english();
}

TEST(MailAccountReader, SaysWhatIsWrongAndWhere) {
  const std::string head = "from = \"me@example.org\"\n";
  EXPECT_EQ(problem(head + "server = \"smtps://mail.example.org\"\n"), "accepted");
  EXPECT_EQ(problem(head + "sendmail = \"/usr/sbin/sendmail\"\n"), "accepted");
  EXPECT_NE(problem("server = \"smtps://a.org\"").find("`from` is missing"), std::string::npos);
  EXPECT_NE(problem(head).find("write `server"), std::string::npos);
  EXPECT_NE(problem(head + "server = \"smtps://a.org\"\nsendmail = \"/x\"\n").find("not both"),
            std::string::npos);
  EXPECT_EQ(problem(head + "server = \"https://a.org\"").find("mail.toml:2:10: "), 0u);
  EXPECT_EQ(problem(head + "server = 7").find("mail.toml:2:10: a text in quotes"), 0u);
  EXPECT_NE(problem(head + "pasword-file = \"/x\"").find("did you mean `password-file`"),
            std::string::npos);
  EXPECT_NE(problem(head + "server = \"smtps://a.org\"\nca-file = \"x\"").find("begins with `/`"),
            std::string::npos);
  EXPECT_NE(problem(head + "sendmail = \"/x\"\nuser = \"me\"").find("belongs to a `server`"),
            std::string::npos);
  EXPECT_NE(problem("from = \"a\\nb@example.org\"").find("mail.toml:1:8"), std::string::npos);
  EXPECT_EQ(problem("from = ").find("mail.toml:1:"), 0u);
}

}  // namespace
}  // namespace holdfast::platform
