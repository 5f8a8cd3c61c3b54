#include "platform/mail/account.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/fakes/temp_dir.h"

namespace holdfast::platform {
namespace {

MailAccount usual() {
  MailAccount account;
  account.from = "me@example.org";
  account.name = "Max \"M\" \\ Müller";
  account.server = "smtps://mail.example.org";
  account.user = "me";
  return account;
}

TEST(MailAccount, IsReadAndWritten) {
  const char* text =
      "from = \"me@example.org\"\nname = \"Max\"\nserver = \"smtp://mail.example.org:587\"\n"
      "user = \"me\"\npassword-file = \"/etc/secret\"\nca-file = \"/etc/ca.pem\"\n";
  const auto account = parse_mail_account("mail.toml", text);
  ASSERT_TRUE(account) << account.error().text;
  EXPECT_EQ(account->from, "me@example.org");
  EXPECT_EQ(account->password_file, "/etc/secret");
  EXPECT_EQ(print_mail_account(*account), text);
  EXPECT_EQ(parse_mail_account("", print_mail_account(usual())).value(), usual());
}

TEST(MailServerName, IsTakenApart) {
  const auto tls = parse_mail_server("smtps://mail.example.org").value();
  EXPECT_TRUE(tls.implicit_tls);
  EXPECT_EQ(tls.port, 465);
  EXPECT_FALSE(tls.is_loopback);
  const auto starts = parse_mail_server("smtp://Mail.Example.org/").value();
  EXPECT_EQ(starts.host, "mail.example.org");
  EXPECT_EQ(starts.port, 587);
  EXPECT_EQ(parse_mail_server("smtp://[2001:db8::1]:25").value().port, 25);
  for (const char* here : {"smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]"}) {
    EXPECT_TRUE(parse_mail_server(here).value().is_loopback) << here;
    EXPECT_EQ(parse_mail_server(here).value().port, 25) << here;
  }
}

TEST(MailServerName, IsNothingElse) {
  for (const char* text :
       {"", "mail.example.org", "https://mail.example.org", "smtps://", "smtps://a.org:0",
        "smtps://a.org:70000", "smtps://a.org:25x", "smtps://a.org:", "smtps://u:p@a.org",
        "smtps://a.org/path", "smtps://a b.org", "smtps://[::1", "smtps://::1", "smtps://[a.org]",
        "smtps://[127.0.0.1]", "smtps://a.org\n"}) {
    EXPECT_FALSE(parse_mail_server(text)) << text;
  }
}

class MailAccountFileTest : public testing::Test {
 protected:
  void SetUp() override {
    paths_.root = root_.path();
    std::filesystem::create_directories(paths_.mail_account().parent_path());
    ::unsetenv("CREDENTIALS_DIRECTORY");
  }
  void TearDown() override { ::unsetenv("CREDENTIALS_DIRECTORY"); }

  void put_password(const std::string& text, mode_t mode = 0600) {
    put(paths_.mail_password(), text);
    ::chmod(paths_.mail_password().c_str(), mode);
  }
  std::string password() const {
    const auto read = read_mail_password(paths_, usual());
    return read ? *read : read.error().text.english();
  }
  static mode_t mode_of(const std::filesystem::path& path) {
    struct stat info {};
    EXPECT_EQ(::stat(path.c_str(), &info), 0);
    return info.st_mode & 07777;
  }

  TempDir root_;
  Paths paths_;
};

TEST_F(MailAccountFileTest, IsWrittenForRootAlone) {
  // One that was there before, open to all, does not stay so.
  put(paths_.mail_account(), "old");
  put_password("old", 0644);
  ASSERT_TRUE(write_mail_account(paths_, usual(), "s3cret \xff"));
  EXPECT_EQ(read_mail_account(paths_).value(), usual());
  EXPECT_EQ(password(), "s3cret \xff");
  EXPECT_EQ(mode_of(paths_.mail_account()), 0600u);
  EXPECT_EQ(mode_of(paths_.mail_password()), 0600u);
  EXPECT_EQ(get(paths_.mail_account()).find("s3cret"), std::string::npos);
}

TEST_F(MailAccountFileTest, IsNotWrittenWhenItWouldNotBeRead) {
  MailAccount account = usual();
  account.server = "mail.example.org";
  EXPECT_FALSE(write_mail_account(paths_, account, "x"));
  EXPECT_FALSE(write_mail_account(paths_, usual(), "two\nlines"));
  EXPECT_FALSE(write_mail_account(paths_, usual(), ""));
  EXPECT_FALSE(write_mail_account(paths_, usual(), std::string(1024, 'x')));
  EXPECT_FALSE(std::filesystem::exists(paths_.mail_account()));
  EXPECT_FALSE(std::filesystem::exists(paths_.mail_password()));
}

TEST_F(MailAccountFileTest, ThereMayBeNone) {
  const auto account = read_mail_account(paths_);
  ASSERT_FALSE(account);
  EXPECT_EQ(account.error().code, ErrorCode::kNotFound);
  EXPECT_NE(password().find("cannot open"), std::string::npos);
}

TEST_F(MailAccountFileTest, APasswordLosesOneNewline) {
  put_password("s3cret\n");
  EXPECT_EQ(password(), "s3cret");
  put_password(" with blanks ");
  EXPECT_EQ(password(), " with blanks ");
  put_password("two\nlines\n");
  EXPECT_NE(password().find("more than one line"), std::string::npos);
  put_password("\n");
  EXPECT_NE(password().find("is empty"), std::string::npos);
  put_password(std::string(2000, 'x'));
  EXPECT_NE(password().find("larger than"), std::string::npos);
}

TEST_F(MailAccountFileTest, APasswordThatOthersReadIsRefused) {
  for (const mode_t mode : {0640, 0604, 0620, 0644}) {
    put_password("s3cret", mode);
    EXPECT_NE(password().find("chmod 600"), std::string::npos) << std::oct << mode;
  }
}

TEST_F(MailAccountFileTest, APasswordOfSomebodyElseIsRefused) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  put_password("s3cret");
  ASSERT_EQ(::chown(paths_.mail_password().c_str(), 1, 1), 0);
  EXPECT_NE(password().find("belongs to somebody else"), std::string::npos);
}

TEST_F(MailAccountFileTest, ACredentialComesFirst) {
  put_password("from the file");
  const TempDir credentials;
  ::setenv("CREDENTIALS_DIRECTORY", credentials.path().c_str(), 1);
  EXPECT_EQ(password(), "from the file");
  put(credentials / "holdfast.mail-password", "from systemd\n");
  EXPECT_EQ(password(), "from systemd");
}

TEST_F(MailAccountFileTest, WithoutALoginThereIsNoPassword) {
  MailAccount account = usual();
  account.user.clear();
  EXPECT_EQ(read_mail_password(paths_, account).value(), "");
}

}  // namespace
}  // namespace holdfast::platform
