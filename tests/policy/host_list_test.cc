#include "policy/host_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include "tests/fakes/names.h"

namespace holdfast {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Read {
  HostListReport report;
  std::vector<std::string> names;  ///< sorted
};

Read read(std::string_view text) {
  HostMatcherBuilder builder;
  Read result{read_host_list(text, builder).value(), {}};
  const auto bytes = std::move(builder).build();
  HostMatcher::open(bytes)->for_each(
      [&](std::string_view name) { result.names.emplace_back(name); });
  std::sort(result.names.begin(), result.names.end());
  return result;
}

TEST(HostList, ReadsEachOfTheUsualForms) {
  const Read list = read(
      "# comment\n"
      "0.0.0.0 a.example.com b.example.com # and why\n"
      "127.0.0.1\tc.example.com\n"
      "::1 d.example.com\n"
      "0 e.example.com\n"
      "  f.example.com  \n"
      "*.g.example.com\n"
      ".h.example.com\n"
      "! adblock comment\n"
      "[Adblock Plus 2.0]\n"
      "||i.example.com^\n"
      "||j.example.com^$important\n"
      "local=/k.example.com/\n"
      "address=/l.example.com/m.example.com/\n"
      "address=/n.example.com/0.0.0.0\n"
      "server=/o.example.com/\n"
      "local.example.net\n");
  EXPECT_THAT(list.names,
              ElementsAre("a.example.com", "b.example.com", "c.example.com", "d.example.com",
                          "e.example.com", "f.example.com", "g.example.com", "h.example.com",
                          "i.example.com", "j.example.com", "k.example.com", "l.example.com",
                          "local.example.net", "m.example.com", "n.example.com", "o.example.com"));
  EXPECT_EQ(list.report.names, 16u);
  EXPECT_EQ(list.report.problems, 0u);
}

TEST(HostList, TakesAnySpelling) {
  const Read list = read(
      "\xef\xbb\xbf"
      "0.0.0.0 Example.COM.\r\nM\xc3\xbcnchen.example\r\n\r\nlast.example.org");
  EXPECT_THAT(list.names, ElementsAre("example.com", "last.example.org", "xn--mnchen-3ya.example"));
  EXPECT_EQ(list.report.problems, 0u);
}

TEST(HostList, SkipsWhatNoRuleMayBlock) {
  const Read list = read(
      "127.0.0.1 localhost\n127.0.0.1 localhost.localdomain\n255.255.255.255 broadcasthost\n"
      "fe80::1%lo0 localhost\nff02::1 ip6-allnodes\n0.0.0.0 0.0.0.0\n"
      "com\nco.uk\nnas.local\n1.168.192.in-addr.arpa\nchiyoda.tokyo.jp\n");
  EXPECT_THAT(list.names, IsEmpty());
  EXPECT_EQ(list.report.skipped, 11u);
  EXPECT_EQ(list.report.problems, 0u);
}

TEST(HostList, SaysWhereItDoesNotUnderstand) {
  const Read list = read(
      "good.example.com\n"
      "0.0.0.0 fine.example.com b\xc3\xa4"
      "d_.exa$mple.com\n"
      "two.example.com names.example.com\n"
      "@@||allowed.example.com^\n"
      "||example.com^$third-party\n"
      "192.0.2.7 printer.example.com\n"
      "0.0.0.0\n"
      "server=/example.com/192.0.2.1\n");
  EXPECT_THAT(list.names, ElementsAre("fine.example.com", "good.example.com"));
  EXPECT_EQ(list.report.problems, 7u);
  ASSERT_EQ(list.report.first_problems.size(), kMaxHostListProblems);
  EXPECT_EQ(list.report.first_problems[0].line, 2u);
  EXPECT_EQ(list.report.first_problems[0].column, 26u);
  EXPECT_EQ(list.report.first_problems[1].line, 3u);
  EXPECT_EQ(list.report.first_problems[1].column, 17u);
  EXPECT_EQ(list.report.first_problems[2].line, 4u);
  EXPECT_THAT(list.report.first_problems[3].text, HasSubstr("less than a whole domain"));
  EXPECT_EQ(list.report.first_problems[3].column, 15u);
  EXPECT_EQ(list.report.first_problems[4].line, 6u);
}

TEST(HostList, SurvivesRubbish) {
  EXPECT_EQ(read("").report, HostListReport{});
  EXPECT_EQ(read("\n\r\n \t \n").report, HostListReport{});
  const std::string nul("a\0b.example.com\n", 16);
  for (const std::string& line :
       {nul, std::string("\xff\xfe\xff.com"), std::string(300, 'a') + ".com", std::string("a..com"),
        std::string(64, 'a') + ".com", std::string("-"), std::string("http://example.com/"),
        std::string("||"), std::string("|"), std::string("local=/"), std::string("local=//"),
        std::string("address=/x"), std::string("*."), std::string("name.0x7f"),
        std::string("a.b.0x")}) {
    const Read list = read(line);
    EXPECT_THAT(list.names, IsEmpty()) << line;
    EXPECT_LE(list.report.problems + list.report.skipped, 1u) << line;
  }
}

TEST(HostList, FindsTheNamesAmongRubbish) {
  const auto names = fakes::list_names(5'000);
  std::string text = fakes::hosts_text(names);
  for (int i = 0; i < 50; ++i) text += "0.0.0.0 bad name$" + std::to_string(i) + "\n";
  const Read list = read(text);
  EXPECT_EQ(list.report.problems, 50u);
  EXPECT_EQ(list.report.names, names.size());
  EXPECT_EQ(list.report.skipped, 1u + 50u);  // localhost, and `bad` has one label
}

TEST(HostList, RefusesWhatIsTooLong) {
  HostMatcherBuilder builder;
  const std::string text(kMaxHostListBytes + 1, '\n');
  const auto refused = read_host_list(text, builder);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
}

// The quick way takes names below most top-level domains without asking libpsl.
TEST(HostList, SkipsEveryPublicSuffix) {
  std::ifstream file("/usr/share/publicsuffix/public_suffix_list.dat");
  if (!file) GTEST_SKIP() << "the package publicsuffix is not installed";
  std::string suffixes;
  for (std::string line; std::getline(file, line) && !line.starts_with("// ===END ICANN");) {
    const bool rule = !line.empty() && !line.starts_with("//") && !line.starts_with("!");
    if (line.starts_with("*")) line.replace(0, 1, "any-label");
    if (rule) suffixes += line + '\n';
  }
  EXPECT_THAT(read(suffixes).names, IsEmpty());
}

}  // namespace
}  // namespace holdfast
