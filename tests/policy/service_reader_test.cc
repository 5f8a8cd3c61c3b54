#include "policy/service_reader.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

std::string problem_of(std::string_view text) {
  const auto table = parse_toml("her.toml", text);
  if (!table) return table.error().text;
  static const Catalog catalog = Catalog::parse(Catalog::built_in_texts()).value();
  HostClaims claims;
  for (const Service& service : catalog.services()) claims.add(service);
  TomlReader reader("her.toml");
  const Service service = read_service(reader, *table, catalog, claims);
  if (!reader.problem()) check_samples(reader, *table, service, catalog);
  return reader.problem() ? reader.problem()->text : "";
}

TEST(ServiceReader, TakesTheShortestService) {
  EXPECT_EQ(problem_of("id = \"club\"\nhosts = [\"club.example\"]\n"), "");
}

TEST(ServiceReader, LetsAViewerShowSeveralServices) {
  EXPECT_EQ(problem_of("id = \"club\"\nhosts = [\"club.example\"]\nviewers = [\"picuki.com\"]"),
            "");
}

TEST(ServiceReader, SaysWhereAMistakeIs) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"hosts = [\"a.example\"]", "her.toml:1:1: write `id ="},
      {"id = \"club\"", "her.toml:1:1: `hosts` is missing"},
      {"id = \"Club\"\nhosts = \"a.example\"", "her.toml:1:6: `id` is up to 32"},
      {"id = \"club\"\nhosts = [\n  \"a.example\",\n  \"com\",\n]", "her.toml:4:3: `com`"},
      {"id = \"club\"\nhosts = [\"instagram.com\"]",
       "her.toml:2:10: `instagram.com` already belongs to `instagram`"},
      {"id = \"club\"\nhosts = [\"a.example\"]\naliases = [\"ig\"]", "her.toml:3:12: `ig` already"},
      {"extend = \"instagrm\"", "her.toml:1:10: there is no service `instagrm` to extend; did you"},
      {"id = \"club\"\nhosts = [\"a.example\"]\nnames = [\"www.b.example\"]",
       "her.toml:3:10: `www.b.example` is below none"},
      {"id = \"club\"\nhosts = [\"picuki.com\"]", "her.toml:2:10: `picuki.com` already belongs"},
      {"id = \"club\"\nhosts = 7", "her.toml:2:9: a text in quotes"},
      {"id = \"club\"\nhosts = [\"a.example\"]\npages = { profile = \"/u/\" }",
       "her.toml:3:21: `/u/` needs `{handle}`"},
      {"id = \"club\"\nhosts = [\"a.example\"]\npages = { profile = \"b.example/{handle}\" }",
       "her.toml:3:21: `b.example` is none of the hosts"},
      {"id = \"club\"\nhosts = [\"a.example\"]\npages = { profile = \"/{id}\" }",
       "her.toml:3:21: `{id}` needs"},
      {"id = \"club\"\nhosts = [\"a.example\"]\nhandle = { chars = \"z-a\" }", "her.toml:3:10:"},
      {"id = \"club\"\nhosts = [\"a.example\"]\nhandle = { case = \"no\" }", "her.toml:3:19:"},
      {"id = \"club\"\nhosts = [\"a.example\"]\nhandle = { max = 1e3 }", "her.toml:3:18:"},
      {"extend = \"instagram\"\n[samples]\n\"https://instagram.com/her\" = \"him\"",
       "her.toml:3:31: `https://instagram.com/her` is understood as instagram/her"},
  };
  for (const auto& [text, wanted] : cases) {
    EXPECT_TRUE(problem_of(text).starts_with(wanted)) << text << "\n-> " << problem_of(text);
  }
}

}  // namespace
}  // namespace holdfast
