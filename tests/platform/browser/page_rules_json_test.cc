#include "platform/browser/page_rules_json.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/platform/browser/page_set.h"

namespace holdfast::platform {
namespace {

TEST(PageRulesJson, SaysWhatTheExtensionTakes) {
  BlockSet set;
  set.allowed.push_back(host("pay.example.org"));
  set.hosts = hosts_set({"example.org"}).hosts;
  set.profiles.push_back({{"tumblr", "her-blog"},
                          "block tumblr/her-blog",
                          Wall(std::chrono::milliseconds(1'800'000'000'500))});
  const auto told =
      page_rules_json(page_rules(set, *built_in_catalog()), "http://127.0.53.66/x",
                      [](std::string_view key) { return "id of " + std::string(key); });
  const auto wanted = boost::json::parse(R"({
    "page": "http://127.0.53.66/x", "allowed": ["pay.example.org"],
    "rules": [
      {"id": "id of block tumblr/her-blog", "until": 1800000001, "hosts": [], "people": [
        {"handle": "her-blog", "ignore": "", "case": "same", "pages": []}]},
      {"id": "id of rule", "hosts": ["example.org"], "people": []}]})");
  auto without_pages = told;
  auto& person =
      without_pages["rules"].as_array()[0].as_object()["people"].as_array()[0].as_object();
  const auto pages = person["pages"].as_array();
  person["pages"] = boost::json::array();
  EXPECT_EQ(boost::json::value(without_pages), wanted);
  const auto has = [&](const boost::json::value& page) {
    return std::find(pages.begin(), pages.end(), page) != pages.end();
  };
  EXPECT_TRUE(has({{"host", "tumblr.com"}, {"path", "/{handle}"}}));
  EXPECT_TRUE(has({{"host", "tumblr.com"}, {"path", "/"}, {"subdomain", true}}));
}

}  // namespace
}  // namespace holdfast::platform
