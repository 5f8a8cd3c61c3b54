#include "policy/link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdfast {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Link, FindsTheHost) {
  for (const std::string_view text :
       {"https://example.org/a", "HTTP://user:pw@example.org:8080/a", "//example.org/a",
        "example.org/a", "https:example.org/a", "https:\\\\example.org\\a",
        "https://trusted.example@example.org/a", "https://ex%61mple.org/a"}) {
    const auto link = split_link(text);
    ASSERT_TRUE(link) << text;
    EXPECT_EQ(link->host, "example.org") << text;
    EXPECT_EQ(link->rest.substr(1), "a") << text;
  }
  EXPECT_EQ(split_link("https://[::1]:443/")->host, "::1");
  EXPECT_EQ(split_link("https://example.org?q=1")->rest, "/?q=1");
  EXPECT_EQ(split_link("https://example.org#top")->rest, "/#top");
  EXPECT_TRUE(split_link("https://example.org")->has_scheme);
  EXPECT_FALSE(split_link("example.org")->has_scheme);
}

TEST(Link, RefusesWhatIsNone) {
  for (const std::string_view text :
       {"", "http://", "https:", "ftp://example.org", "https://:80/", "https://example.org:port/",
        "http://[::1", "http://[::1]x/", "https://user@/", "javascript:alert(1)"}) {
    EXPECT_FALSE(split_link(text)) << text;
  }
}

TEST(Link, BringsPathsToOneForm) {
  EXPECT_THAT(split_path("//her%2Ename///./x/../reels/").segments,
              ElementsAre("her.name", "reels"));
  EXPECT_THAT(split_path("/\\a\\b").segments, ElementsAre("a", "b"));
  EXPECT_THAT(split_path("/../../a").segments, ElementsAre("a"));
  EXPECT_THAT(split_path("/%2e%2E/a").segments, ElementsAre("a"));
  EXPECT_THAT(split_path("/?&&").segments, IsEmpty());
  const PagePath page = split_path("/s?q=her+name&x=%41&&y#!/her?a");
  EXPECT_THAT(page.segments, ElementsAre("s"));
  EXPECT_THAT(page.query, ElementsAre(Pair("q", "her name"), Pair("x", "A"), Pair("y", "")));
  EXPECT_THAT(page.fragment, ElementsAre("!", "her?a"));
}

}  // namespace
}  // namespace holdfast
