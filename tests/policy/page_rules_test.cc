#include "policy/page_rules.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "policy/link.h"
#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

/// The key of the rule that takes a link away under these statements; empty for none.
std::string rule_of(const char* statements, std::string_view link) {
  Steps steps;
  steps.edit(statements);
  const PageRules rules = page_rules(steps.state.block_set, *steps.state.catalog);
  const Link parts = split_link(link).value();
  const PageRule* rule = rule_of_page(rules, HostName::parse(parts.host).value(), parts.rest);
  return rule != nullptr ? rule->rule : "";
}

constexpr const char* kHer = "block instagram/her.name scope profile";

TEST(PageRules, TakeOnePersonOutOfAService) {
  for (const char* link : {"https://www.instagram.com/her.name", "instagram.com/Her.Name/reels/",
                           "https://instagram.com//%68er.name?hl=en",
                           "https://instagram.com/stories/her.name/1/", "https://ig.me/m/her.name",
                           "https://instagram.com/explore/search/keyword/?x=1&q=her.name"}) {
    EXPECT_EQ(rule_of(kHer, link), "block instagram/her.name") << link;
  }
  for (const char* link : {"https://www.instagram.com/", "https://instagram.com/her.name_fan",
                           "https://instagram.com/explore/", "https://instagram.com/p/her.name",
                           "https://example.org/her.name"}) {
    EXPECT_EQ(rule_of(kHer, link), "") << link;
  }
}

TEST(PageRules, HoldTheViewersAsWholeDomains) {
  EXPECT_EQ(rule_of(kHer, "https://www.imginn.com/anybody/"), "block instagram/her.name");
}

TEST(PageRules, LeaveTheMediaOfAServiceToOtherLayers) {
  EXPECT_EQ(rule_of("block instagram/her.name", "https://instagram.com/friend"),
            "block instagram/her.name");
  EXPECT_EQ(rule_of("block instagram/her.name", "https://scontent.cdninstagram.com/x.jpg"), "");
}

TEST(PageRules, KnowANumberAndAName) {
  const char* by_number = "block facebook/100000123456789 scope profile";
  EXPECT_NE(rule_of(by_number, "https://m.facebook.com/profile.php?id=100000123456789"), "");
  EXPECT_NE(rule_of(by_number, "https://facebook.com/people/Her-Name/100000123456789/"), "");
  EXPECT_NE(rule_of(by_number, "https://facebook.com/100000123456789"), "");
  EXPECT_EQ(rule_of(by_number, "https://facebook.com/profile.php?id=100000123456780"), "");
}

TEST(PageRules, SeeThroughWhatAServiceIgnores) {
  const char* rule = "block whatsapp/15551234567 scope profile";
  EXPECT_NE(rule_of(rule, "https://wa.me/+1-555-123-4567"), "");
  EXPECT_EQ(rule_of(rule, "https://wa.me/15551234568"), "");
}

TEST(PageRules, KnowAPersonAtHomeAndElsewhere) {
  const char* rule = "block mastodon/her@mastodon.social scope profile";
  EXPECT_NE(rule_of(rule, "https://mastodon.social/@her"), "");
  EXPECT_NE(rule_of(rule, "https://mastodon.social/@her@mastodon.social"), "");
  EXPECT_NE(rule_of(rule, "https://mstdn.social/@her@mastodon.social"), "");
  EXPECT_EQ(rule_of(rule, "https://mstdn.social/@her"), "");
}

TEST(PageRules, AreWithoutCaseWhereTheServiceIs) {
  const char* rule = "block tumblr/her-blog scope profile";
  EXPECT_NE(rule_of(rule, "https://Her-Blog.tumblr.com/post/1"), "");
  EXPECT_EQ(rule_of(rule, "https://her-blog2.tumblr.com/"), "");
}

// The table that the extension is held against as well: the two must not drift apart.
TEST(PageRules, HoldWhatTheTableSays) {
  const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  std::ifstream table(HOLDFAST_PAGES "/urls.txt");
  int lines = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string verdict;
    std::string target;
    std::string url;
    words >> verdict >> target >> url;
    const std::size_t slash = target.find('/');
    BlockSet set;
    set.profiles.push_back(
        {{target.substr(0, slash), target.substr(slash + 1)}, "rule", std::nullopt});
    const Link link = split_link(url).value();
    const auto host = HostName::parse(link.host);
    ASSERT_TRUE(host) << line;
    const bool is_blocked = rule_of_page(page_rules(set, catalog), *host, link.rest) != nullptr;
    EXPECT_EQ(is_blocked ? "blocked" : "not", verdict) << line;
    ++lines;
  }
  EXPECT_GE(lines, 300);
}

}  // namespace
}  // namespace holdfast
