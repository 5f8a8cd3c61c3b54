#include "policy/mail_address.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

TEST(MailAddress, TakesThePlainForm) {
  for (const char* mail : {"a@example.org", "a.b+c@mail.example.org", "me@localhost"}) {
    EXPECT_EQ(parse_mail_address(mail).value(), mail);
  }
  EXPECT_EQ(parse_mail_address("friend@B\u00fccher.example").value(),
            "friend@xn--bcher-kva.example");
}

TEST(MailAddress, RefusesWhatAHeaderOrAServerCouldMisread) {
  const std::string long_name(65, 'a');
  for (const std::string& mail :
       {std::string(), std::string("a"), std::string("a@"), std::string("@example.org"),
        std::string("a@example.org\nBcc: b@example.org"), std::string("a@example.org\r\n"),
        std::string("a\n@example.org"), std::string("a@exam\0ple.org", 14),
        std::string("\"a b\"@example.org"), std::string("a@example.org,b@example.org"),
        std::string("a b@example.org"), std::string("A <a@example.org>"),
        std::string("a@[127.0.0.1]"), std::string("a@203.0.113.1"), std::string("a@b@example.org"),
        std::string("\u00e4@example.org"), long_name + "@example.org"}) {
    const auto parsed = parse_mail_address(mail);
    ASSERT_FALSE(parsed) << mail;
    EXPECT_EQ(parsed.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(parsed.error().text.english().find('\n'), std::string::npos) << mail;
  }
}

}  // namespace
}  // namespace holdfast
