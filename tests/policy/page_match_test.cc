#include "policy/page_match.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

std::string person(const UrlPattern& pattern, std::string_view link) {
  const Link parts = split_link(link).value();
  const auto found =
      match_page(pattern, HostName::parse(parts.host).value(), split_path(parts.rest));
  return found ? found->person : "";
}

UrlPattern pattern(const char* host, const char* path) {
  return {.host = HostName::parse(host).value(), .path = path};
}

TEST(PageMatch, FindsWhoStandsAtTheMark) {
  const UrlPattern story = pattern("club.example", "/stories/{handle}");
  EXPECT_EQ(person(story, "https://www.club.example//Stories/Her%2Ename/12/"), "Her.name");
  EXPECT_EQ(person(story, "https://de.club.example/stories/her"), "her");
  EXPECT_EQ(person(story, "https://help.club.example/stories/her"), "");
  EXPECT_EQ(person(story, "https://club.example/her"), "");
}

TEST(PageMatch, TakesAPartOfTheQueryInAnyOrder) {
  const UrlPattern search = pattern("club.example", "/search?q=from:{handle}");
  EXPECT_EQ(person(search, "https://club.example/search?x=1&q=from%3Aher"), "her");
  EXPECT_EQ(person(search, "https://club.example/search?q=her"), "");
}

TEST(PageMatch, TellsMoreWithMoreOfThePatternWritten) {
  const PagePath link = split_path("/u/her");
  const HostName host = HostName::parse("club.example").value();
  const auto plain = match_page(pattern("club.example", "/{handle}"), host, link);
  const auto telling = match_page(pattern("club.example", "/u/{handle}"), host, link);
  ASSERT_TRUE(plain && telling);
  EXPECT_EQ(plain->person, "u");
  EXPECT_GT(telling->literals, plain->literals);
}

TEST(PageMatch, FindsAPersonBeforeTheHost) {
  UrlPattern blog = pattern("club.example", "/");
  blog.place = HandlePlace::kSubdomain;
  EXPECT_EQ(person(blog, "https://her.club.example/post/1"), "her");
  EXPECT_EQ(person(blog, "https://www.her.club.example/"), "her");
  EXPECT_EQ(person(blog, "https://a.her.club.example/"), "");
  EXPECT_EQ(person(blog, "https://club.example/"), "");
}

}  // namespace
}  // namespace holdfast
