#include <gtest/gtest.h>

#include <vector>

#include "policy/catalog.h"

namespace holdfast {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

Texts built_in_and(std::string text) {
  const auto built_in = Catalog::built_in_texts();
  Texts texts(built_in.begin(), built_in.end());
  texts.emplace_back("services.d/mine.toml", std::move(text));
  return texts;
}

HostName host(std::string_view text) { return HostName::parse(text).value(); }

TEST(CatalogParse, TakesAServiceOfOnesOwn) {
  const auto catalog = Catalog::parse(built_in_and(R"(
id = "club"
name = "The Club"
hosts = ["club.example"]
pages = { profile = "/u/{handle}" }
samples = { "https://www.club.example/u/Her" = "her" }
)"));
  ASSERT_TRUE(catalog) << catalog.error().text;
  EXPECT_EQ(catalog->match_link(host("club.example"), "/u/her"), (ProfileTarget{"club", "her"}));
  EXPECT_EQ(catalog->find("club")->names.front(), host("www.club.example"));
}

TEST(CatalogParse, ReplacesTheServiceOfTheSameId) {
  const auto catalog = Catalog::parse(built_in_and("id = \"x\"\nhosts = [\"x.example\"]\n"));
  ASSERT_TRUE(catalog) << catalog.error().text;
  EXPECT_EQ(catalog->find("x")->hosts, std::vector{host("x.example")});
  EXPECT_EQ(catalog->services().size(), Catalog::built_in_texts().size());
}

TEST(CatalogParse, ExtendsAService) {
  const auto catalog = Catalog::parse(built_in_and(
      "extend = \"instagram\"\nviewers = [\"peek.example\"]\nhosts = [\"instagram.com\"]\n"));
  ASSERT_TRUE(catalog) << catalog.error().text;
  const auto& viewers = catalog->find("instagram")->viewers;
  EXPECT_EQ(viewers.back(), host("peek.example"));
  EXPECT_GT(viewers.size(), 1U);
}

TEST(CatalogParse, AddsAnInstance) {
  const Texts texts = {{"a.toml",
                        "id = \"fedi\"\nfederated = true\nhosts = [\"one.example\"]\n"
                        "pages = { profile = \"/@{handle}\" }\n"
                        "samples = { \"https://one.example/@her\" = \"her@one.example\" }\n"},
                       {"b.toml",
                        "extend = \"fedi\"\nhosts = [\"two.example\"]\n"
                        "[samples]\n\"https://two.example/@her\" = \"her@two.example\"\n"
                        "\"https://one.example/@her@two.example\" = \"her@two.example\"\n"}};
  const auto catalog = Catalog::parse(texts);
  ASSERT_TRUE(catalog) << catalog.error().text;
  const auto pages = catalog->pages_of({"fedi", "her@two.example"});
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].path, "/@her@two.example");
  EXPECT_EQ(pages[1].path, "/@her");
  EXPECT_FALSE(Catalog::canonical_handle(*catalog->find("fedi"), "her"));
  EXPECT_FALSE(Catalog::canonical_handle(*catalog->find("fedi"), "her@three.example"));
}

TEST(CatalogParse, NamesThePlaceOfAMistake) {
  const auto wrong = Catalog::parse(built_in_and("id = \"club\"\nhosts = [\"club.example\"\n"));
  ASSERT_FALSE(wrong);
  EXPECT_TRUE(wrong.error().text.english().starts_with("services.d/mine.toml:"))
      << wrong.error().text;
}

TEST(CatalogParse, TakesNoText) { EXPECT_TRUE(Catalog::parse({})->services().empty()); }

}  // namespace
}  // namespace holdfast
