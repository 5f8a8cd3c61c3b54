#include "policy/host_name.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

HostName host(std::string_view text) { return HostName::parse(text).value(); }

TEST(HostName, HasOneSpelling) {
  EXPECT_EQ(host("WWW.Example.ORG.").ascii(), "www.example.org");
  EXPECT_EQ(host("_dmarc.example.org").ascii(), "_dmarc.example.org");
  EXPECT_EQ(host("localhost").ascii(), "localhost");
}

TEST(HostName, TakesUnicodeInAndShowsItToPeople) {
  EXPECT_EQ(host("b\u00fccher.example").ascii(), "xn--bcher-kva.example");
  EXPECT_EQ(host("B\u00dcCHER.example"), host("xn--BCHER-kva.example"));
  EXPECT_EQ(host("xn--bcher-kva.example").display(), "b\u00fccher.example");
  EXPECT_EQ(host("fa\u00df.example").ascii(), "xn--fa-hia.example");
  EXPECT_EQ(host("example\u3002org").ascii(), "example.org");
}

TEST(HostName, TellsALookAlikeApart) {
  const HostName cyrillic = host("\u0430pple.com");
  EXPECT_EQ(cyrillic.ascii(), "xn--pple-43d.com");
  EXPECT_NE(cyrillic, host("apple.com"));
}

TEST(HostName, ShowsNoLabelThatIdnaForbids) {
  // U+202E turns the direction of the text behind it.
  EXPECT_EQ(host("xn--abc-ul0b.example").display().find("\u202e"), std::string::npos);
  EXPECT_EQ(host("xn--.example").display(), "xn--.example");
  EXPECT_EQ(host("xn--a\x2d\x2d.example").display(), "xn--a--.example");
}

TEST(HostName, RefusesWhatIsNone) {
  const std::string long_label(64, 'a');
  std::string long_name;
  while (long_name.size() < 300) long_name += "abcdefghi.";
  for (const std::string& text : {std::string(),
                                  std::string("."),
                                  std::string(".."),
                                  std::string("a..b"),
                                  std::string(".a"),
                                  std::string("a b.example"),
                                  std::string("a\0b.example", 11),
                                  std::string("a/b"),
                                  std::string("example.org:80"),
                                  std::string("\xff\xfe.example"),
                                  std::string("\xf0\x9f\x8c\xb1.example"),
                                  std::string("127.0.0.1"),
                                  std::string("[::1]"),
                                  std::string("::1"),
                                  std::string("example.123"),
                                  std::string("a.0x7f"),
                                  std::string("0x"),
                                  std::string("\uff11\uff12\uff17.0.0.1"),
                                  long_label + ".example",
                                  long_name + "example",
                                  std::string(100000, 'a')}) {
    EXPECT_FALSE(HostName::parse(text)) << text.substr(0, 80);
  }
  EXPECT_TRUE(HostName::parse(std::string(63, 'a') + ".example"));
}

TEST(HostName, ErrorsAreFitForATerminal) {
  const auto wrong = HostName::parse("a\x1b[31mb");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().text.english().find('\x1b'), std::string::npos);
}

TEST(HostName, KnowsItsParents) {
  EXPECT_EQ(host("a.b.c").parent(), host("b.c"));
  EXPECT_EQ(host("c").parent(), std::nullopt);
  EXPECT_EQ(host("a.b.c").label_count(), 3);
  EXPECT_TRUE(host("a.example.org").is_within(host("example.org")));
  EXPECT_TRUE(host("example.org").is_within(host("example.org")));
  EXPECT_FALSE(host("notexample.org").is_within(host("example.org")));
  EXPECT_FALSE(host("org").is_within(host("example.org")));
}

TEST(HostName, SaysWhatMayNotBeBlocked) {
  for (const std::string_view text : {"com", "localhost", "co.uk", "a.localhost", "printer.local",
                                      "1.0.0.127.in-addr.arpa", "db.internal", "xn--p1ai"}) {
    EXPECT_TRUE(host(text).why_not_blockable()) << text;
  }
  // github.io is a public suffix of the private section: somebody's site, which may be blocked.
  for (const std::string_view text :
       {"example.org", "example.co.uk", "x.com", "t.me", "github.io"}) {
    EXPECT_FALSE(host(text).why_not_blockable()) << text;
  }
}

}  // namespace
}  // namespace holdfast
