#include "policy/target.h"

#include <gtest/gtest.h>

#include "policy/catalog.h"

namespace holdfast {
namespace {

const Catalog& catalog() {
  static const Catalog parsed = Catalog::parse(Catalog::built_in_texts()).value();
  return parsed;
}

std::string read(std::string_view text) {
  const auto target = parse_target(text, catalog());
  return target ? to_string(*target) : "error: " + target.error().text;
}

TEST(Target, UnderstandsWhateverIsPasted) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"instagram/her.name", "instagram/her.name"},
      {"Instagram/@Her.Name", "instagram/her.name"},
      {"ig/her.name", "instagram/her.name"},
      {"@her.name@instagram", "instagram/her.name"},
      {"@her.name@instagram.com", "instagram/her.name"},
      {"https://www.instagram.com/her.name/?hl=en", "instagram/her.name"},
      {"  https://instagram.com/her.name \n", "instagram/her.name"},
      {"HTTPS://WWW.INSTAGRAM.COM./HER.NAME", "instagram/her.name"},
      {"https://user:pw@www.instagram.com:443//her%2ename/#x", "instagram/her.name"},
      {"instagram.com/stories/her.name/1", "instagram/her.name"},
      {"m.facebook.com/her.name", "facebook/her.name"},
      {"https://x.com/her_name/with_replies", "x/her_name"},
      {"twitter/her_name", "x/her_name"},
      {"https://www.instagram.com/explore/", "instagram.com"},
      {"https://www.instagram.com/p/C0deOfAPost/", "instagram.com"},
      {"example.org", "example.org"},
      {"www.example.org", "example.org"},
      {"www.www.example.org", "example.org"},
      {"https://news.example.org:8443/a/b?c#d", "news.example.org"},
      {"b\u00fccher.example", "xn--bcher-kva.example"},
      {"xn--pple-43d.com", "xn--pple-43d.com"},
      {"203.0.113.0/24", "203.0.113.0/24"},
      {"203.0.113.7", "203.0.113.7/32"},
      {"http://203.0.113.7:8080/x", "203.0.113.7/32"},
      {"http://[2001:db8::7]/x", "2001:db8::7/128"},
      {"2001:db8::/32", "2001:db8::/32"},
      {"[2001:db8::7]", "2001:db8::7/128"},
      {"tel:+15551234567", "tel:+15551234567"},
      {"TEL:+1 (555) 123-45.67", "tel:+15551234567"},
      {"+1 555 1234567", "tel:+15551234567"},
  };
  for (const auto& [text, wanted] : cases) EXPECT_EQ(read(text), wanted) << text;
}

TEST(Target, ReadsBackWhatItWrites) {
  for (const std::string_view text :
       {"instagram/her.name", "facebook/100000123456789", "example.org", "203.0.113.0/24",
        "2001:db8::/32", "tel:+15551234567", "xn--bcher-kva.example"}) {
    EXPECT_EQ(read(text), text);
  }
}

TEST(Target, RefusesWhatWouldCutTheMachineOff) {
  for (const std::string_view text : {"0.0.0.0/0",
                                      "::/0",
                                      "127.0.0.1",
                                      "127.0.53.66",
                                      "::ffff:127.0.0.1",
                                      "[::1]",
                                      "::1",
                                      "::",
                                      "::/96",
                                      "0.0.0.0",
                                      "0.0.0.0/8",
                                      "169.254.0.0/16",
                                      "169.254.1.1",
                                      "fe80::/10",
                                      "fe80::1",
                                      "224.0.0.0/8",
                                      "ff00::/16",
                                      "64.0.0.0/2",
                                      "http://127.0.0.1/",
                                      "localhost",
                                      "com",
                                      "co.uk",
                                      "printer.local",
                                      "http://localhost:3000/"}) {
    EXPECT_TRUE(read(text).starts_with("error: ")) << text << " -> " << read(text);
  }
}

TEST(Target, RefusesRubbish) {
  const std::string nul("example.org\0x", 13);
  const std::string long_host = std::string(300, 'a') + ".example";
  for (const std::string& text : {std::string(),
                                  std::string(" "),
                                  std::string("."),
                                  std::string("http://"),
                                  nul,
                                  long_host,
                                  std::string("ex\xffmple.org"),
                                  std::string("\xf0\x9f\x8c\xb1"),
                                  std::string("@"),
                                  std::string("@her.name"),
                                  std::string("/her.name"),
                                  std::string("instagram/"),
                                  std::string("instagram/her name"),
                                  std::string("instagram/explore"),
                                  std::string("instagram/a/b"),
                                  std::string("instagram"),
                                  std::string("10.0.0.0/33"),
                                  std::string("10.0.0.1/8"),
                                  std::string("1.2.3"),
                                  std::string("tel:"),
                                  std::string("tel:+123"),
                                  std::string("tel:5551234567"),
                                  std::string("tel:+1555CALLNOW"),
                                  std::string("tel:+1234567890123456"),
                                  std::string("tel:+0123456789"),
                                  std::string("her@example.org"),
                                  std::string("javascript:alert(1)"),
                                  std::string("ftp://example.org/"),
                                  std::string("\x1b[31mexample.org"),
                                  std::string(1 << 20, 'a')}) {
    const std::string said = read(text);
    EXPECT_TRUE(said.starts_with("error: ")) << text.substr(0, 80) << " -> " << said;
    EXPECT_LT(said.size(), 400U);
    EXPECT_EQ(said.find('\x1b'), std::string::npos);
  }
}

TEST(Target, SaysWhatWouldBeRight) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"instagrm/her.name", "instagram/her.name"},
      {"facebok/her.name", "facebook/her.name"},
      {"twiter/her", "x/her"},
      {"@her.name@instagrma", "instagram/her.name"},
      {"instagram", "instagram.com"},
      {"203.0.113.7/24", "203.0.113.0/24"},
      {"tel:5551234567", "tel:+1555"},
      {"@her.name", "service/her.name"},
  };
  for (const auto& [text, hint] : cases) {
    EXPECT_NE(read(text).find(hint), std::string::npos) << read(text);
  }
}

}  // namespace
}  // namespace holdfast
