#include "platform/browser/page_filters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/platform/browser/page_set.h"

namespace holdfast::platform {
namespace {

using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::StartsWith;

PageRules rules_of(BlockSet set) { return page_rules(set, *built_in_catalog()); }

BlockSet person(const char* service, const char* handle) {
  BlockSet set;
  set.profiles.push_back({{service, handle}, "rule", std::nullopt});
  return set;
}

TEST(PageFilters, HoldPagesAndUsualSpellingsInChromium) {
  const PageFilters filters = chromium_filters(her_rules());
  EXPECT_THAT(
      filters.blocked,
      IsSupersetOf({"instagram.com/her.name", "instagram.com/Her.name", "instagram.com/Her.Name",
                    "instagram.com/HER.NAME", "instagram.com/stories/her.name", "ig.me/m/her.name",
                    "instagram.com/explore/search/keyword/?q=her.name", "example.org"}));
}

TEST(PageFilters, LetThroughWhatMerelyBeginsAlike) {
  const PageFilters filters = chromium_filters(her_rules());
  EXPECT_THAT(filters.allowed,
              IsSupersetOf({"instagram.com/her.name_", "instagram.com/her.namea",
                            "instagram.com/her.name.", "instagram.com/stories/her.name9"}));
  EXPECT_THAT(filters.allowed, Not(Contains("instagram.com/her.name/")));
  EXPECT_THAT(filters.allowed, Not(Contains(HasSubstr("?q="))));
}

TEST(PageFilters, OpenNothingOnAHostThatIsBlockedWhole) {
  BlockSet set = her_pages();
  set.hosts.push_back({host("instagram.com"), "site", HostReason::kTarget, std::nullopt});
  EXPECT_THAT(chromium_filters(rules_of(set)).allowed, Not(Contains(StartsWith("instagram.com"))));
  for (const char* other : {"instagram.com", "https://.instagram.com", "*", "com",
                            "instagram.com:443", "instagram.com/"}) {
    EXPECT_THAT(chromium_filters(her_rules(), {other}).allowed,
                Not(Contains(StartsWith("instagram.com"))))
        << other;
  }
  EXPECT_THAT(chromium_filters(her_rules(), {"gram.com", "x.instagram.com"}).allowed,
              Contains(StartsWith("instagram.com")));
}

TEST(PageFilters, KeepBlockedWhoIsBlockedBesideALongerName) {
  BlockSet set = person("instagram", "her");
  set.profiles.push_back({{"instagram", "her2"}, "rule2", std::nullopt});
  const PageFilters filters = chromium_filters(rules_of(set));
  EXPECT_THAT(filters.blocked, IsSupersetOf({"instagram.com/her", "instagram.com/her2"}));
  EXPECT_THAT(filters.allowed, Not(Contains("instagram.com/her2")));
  EXPECT_THAT(filters.allowed, Contains("instagram.com/her22"));
}

TEST(PageFilters, KnowSubdomainsNumbersAndOpenEnds) {
  EXPECT_THAT(chromium_filters(rules_of(person("tumblr", "her-blog"))).blocked,
              Contains("her-blog.tumblr.com"));
  const auto facebook = chromium_filters(rules_of(person("facebook", "100000123456789"))).blocked;
  EXPECT_THAT(facebook, Contains("facebook.com/profile.php?id=100000123456789"));
  EXPECT_THAT(facebook, Each(Not(HasSubstr("*"))));
}

TEST(PageFilters, AreMatchPatternsInFirefox) {
  const PageFilters filters = firefox_filters(her_rules());
  EXPECT_THAT(filters.blocked,
              IsSupersetOf({"*://*.instagram.com/her.name", "*://*.instagram.com/her.name/*",
                            "*://*.instagram.com/her.name?*", "*://*.example.org/*",
                            "*://*.instagram.com/explore/search/keyword/?*&q=her.name&*"}));
  EXPECT_THAT(firefox_filters(rules_of(person("tumblr", "her-blog"))).blocked,
              Contains("*://*.her-blog.tumblr.com/*"));
  EXPECT_THAT(firefox_filters(rules_of(person("facebook", "100000123456789"))).blocked,
              Contains("*://*.facebook.com/people/*/100000123456789"));
}

TEST(PageFilters, SpareWhatIsAllowedWithinADomain) {
  BlockSet set = hosts_set({"example.org"});
  set.allowed.push_back(host("pay.example.org"));
  EXPECT_THAT(chromium_filters(rules_of(set)).allowed, Contains("pay.example.org"));
  EXPECT_THAT(firefox_filters(rules_of(set)).allowed, Contains("*://*.pay.example.org/*"));
}

TEST(PageFilters, PutPeopleFirstWhereThereIsNoRoomForAll) {
  BlockSet set = many_hosts(kMaxPageFilters + 10);
  set.profiles = her_pages().profiles;
  const PageFilters filters = firefox_filters(rules_of(set));
  EXPECT_EQ(filters.blocked.size(), kMaxPageFilters);
  EXPECT_GT(filters.left_out, 10u);
  EXPECT_THAT(filters.blocked, Contains("*://*.instagram.com/her.name"));
}

TEST(PageFilters, AreNoneForNothing) {
  BlockSet set;
  set.allowed.push_back(host("pay.example.org"));
  EXPECT_THAT(chromium_filters(rules_of(set)).blocked, IsEmpty());
  EXPECT_THAT(chromium_filters(rules_of(set)).allowed, IsEmpty());
}

}  // namespace
}  // namespace holdfast::platform
