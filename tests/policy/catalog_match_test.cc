#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/catalog.h"
#include "policy/link.h"

namespace holdfast {
namespace {

std::string person_of(std::string_view text) {
  static const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  const auto link = split_link(text).value();
  const auto found = catalog.match_link(HostName::parse(link.host).value(), link.rest);
  return found ? to_string(Target(*found)) : "";
}

TEST(CatalogMatch, SeesThroughSpellings) {
  for (const std::string_view link :
       {"https://instagram.com/her.name", "https://www.instagram.com/her.name/",
        "https://WWW.Instagram.COM./Her.Name?hl=en", "https://m.instagram.com//her%2Ename//",
        "https://instagram.com/%68er.name/#top", "https://instagram.com/x/../her.name",
        "https://instagram.com/Stories/her.name/12345/", "https://instagram.com/her.name/tagged/",
        "https://instagram.com\\her.name"}) {
    EXPECT_EQ(person_of(link), "instagram/her.name") << link;
  }
}

TEST(CatalogMatch, KnowsWhatIsNobodysPage) {
  for (const std::string_view link : {"https://instagram.com/",
                                      "https://instagram.com/explore/",
                                      "https://instagram.com/p/abc/",
                                      "https://instagram.com/reel/abc/",
                                      "https://instagram.com/accounts/login/",
                                      "https://instagram.com/stories/",
                                      "https://instagram.com/her%20name",
                                      "https://instagram.com/%",
                                      "https://instagram.com/%ff",
                                      "https://help.example.org/her.name",
                                      "https://x.com/search?q=her_name",
                                      "https://x.com/i/bookmarks",
                                      "https://vimeo.com/76979871",
                                      "https://www.youtube.com/watch?v=abc",
                                      "https://www.tumblr.com/explore",
                                      "https://assets.tumblr.com/x",
                                      "https://linkedin.com/company/x",
                                      "https://goodreads.com/book/show/1",
                                      "https://bumble.com/her",
                                      "https://wa.me/qr/ABCDEF",
                                      "https://help.instagram.com/1234",
                                      "https://on.soundcloud.com/AbCd",
                                      "https://facebook.com/profile.php",
                                      "https://facebook.com/profile.php?id=abc",
                                      "https://instagram.com.example.org/her.name",
                                      "https://cdninstagram.com/her.name"}) {
    EXPECT_EQ(person_of(link), "") << link;
  }
}

TEST(CatalogMatch, ListsThePagesOfAPerson) {
  const std::pair<std::string, std::string> text = {"club.toml", R"(
id = "club"
hosts = ["club.example", "social.example"]
[number]
chars = "0-9"
min = 3
[pages]
profile = ["club.example/u/{handle}", "{handle}.social.example", "club.example/?user={id}",
           "club.example/*/member/{id}-*"]
story = "club.example/#story/{handle}"
)"};
  const Catalog catalog = Catalog::parse(std::span(&text, 1)).value();
  std::vector<std::string> pages;
  for (const ProfilePage& page : catalog.pages_of({"club", "her.name"})) {
    pages.push_back(page.host.ascii() + page.path);
  }
  EXPECT_THAT(pages, testing::ElementsAre("club.example/u/her.name", "her.name.social.example/",
                                          "club.example/#story/her.name"));
  EXPECT_EQ(catalog.pages_of({"club", "12345"}).at(0).path, "/?user=12345");
  EXPECT_TRUE(catalog.pages_of({"nonesuch", "her.name"}).empty());

  const HostName club = HostName::parse("club.example").value();
  const HostName hers = HostName::parse("her.social.example").value();
  EXPECT_EQ(catalog.match_link(club, "/?a=b&USER=123"), (ProfileTarget{"club", "123"}));
  EXPECT_EQ(catalog.match_link(club, "/en/member/123-her-name"), (ProfileTarget{"club", "123"}));
  EXPECT_EQ(catalog.match_link(club, "/en/member/-her"), std::nullopt);
  EXPECT_EQ(catalog.match_link(club, "/#story/her"), (ProfileTarget{"club", "her"}));
  EXPECT_EQ(catalog.match_link(hers, "/post/1"), (ProfileTarget{"club", "her"}));
  const HostName www = HostName::parse("www.social.example").value();
  EXPECT_EQ(catalog.match_link(www, "/"), std::nullopt);
}

}  // namespace
}  // namespace holdfast
