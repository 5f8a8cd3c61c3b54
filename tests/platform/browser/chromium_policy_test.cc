#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/browser/policy_text.h"
#include "tests/platform/browser/page_set.h"

namespace holdfast::platform {
namespace {

namespace json = boost::json;

const ManagedExtension kExtension{
    .id = "abc", .url = "file:///x/updates.xml", .version = "1.2", .pages = "{}"};

json::object policy(const std::vector<std::string>& others = {},
                    const ManagedExtension& extension = kExtension,
                    const char* browser = "chrome") {
  return json::parse(chromium_policy(browser, her_rules(), extension, others)).as_object();
}

bool holds(const json::value& list, std::string_view text) {
  const json::array& all = list.as_array();
  return std::find(all.begin(), all.end(), json::value(text)) != all.end();
}

TEST(ChromiumPolicy, BlocksPagesForcesTheExtensionAndTurnsSecureDnsOff) {
  const json::object found = policy();
  EXPECT_TRUE(holds(found.at("URLBlocklist"), "instagram.com/her.name"));
  EXPECT_EQ(found.at("DnsOverHttpsMode"), "off");
  const auto& extension = found.at("ExtensionSettings").at("abc");
  EXPECT_EQ(extension.at("installation_mode"), "force_installed");
  EXPECT_EQ(extension.at("update_url"), "file:///x/updates.xml");
  EXPECT_EQ(extension.at("minimum_version_required"), "1.2");
  EXPECT_EQ(found.at("3rdparty").at("extensions").at("abc").at("pages"), "{}");
  EXPECT_FALSE(found.contains("TorDisabled"));
}

TEST(ChromiumPolicy, LeavesEverythingElseAlone) {
  for (const auto& [key, value] : policy()) {
    EXPECT_THAT(std::string(key), testing::AnyOf("URLBlocklist", "URLAllowlist", "DnsOverHttpsMode",
                                                 "ExtensionSettings", "3rdparty"));
  }
}

TEST(ChromiumPolicy, RepeatsWhatOthersSetInTheSamePolicies) {
  const json::object found = policy(
      {R"({"URLBlocklist": ["first.example"], "HomepageLocation": "x"})",
       "// theirs\n{\"URLBlocklist\": [\"corp.example\",], \"URLAllowlist\": [\"ok.example\"], "
       "\"ExtensionSettings\": {\"*\": {\"installation_mode\": \"blocked\"}}, "
       "\"3rdparty\": {\"extensions\": {\"xyz\": {\"a\": 1}}}}",
       "no json"});
  EXPECT_TRUE(holds(found.at("URLBlocklist"), "corp.example"));
  EXPECT_FALSE(holds(found.at("URLBlocklist"), "first.example")) << "the last one counted";
  EXPECT_TRUE(holds(found.at("URLAllowlist"), "ok.example"));
  EXPECT_EQ(found.at("ExtensionSettings").at("*").at("installation_mode"), "blocked");
  EXPECT_EQ(found.at("3rdparty").at("extensions").at("xyz").at("a"), 1);
  EXPECT_FALSE(found.contains("HomepageLocation"));
}

TEST(ChromiumPolicy, SaysTheRulesAlsoWhereTheExtensionCannotBe) {
  ManagedExtension none = kExtension;
  none.url.clear();
  const json::object found = policy({}, none);
  EXPECT_FALSE(found.contains("ExtensionSettings"));
  EXPECT_TRUE(found.contains("3rdparty"));
}

TEST(ChromiumPolicy, ClosesTheWindowsWithTorOfBrave) {
  EXPECT_EQ(policy({}, kExtension, "brave").at("TorDisabled"), true);
}

}  // namespace
}  // namespace holdfast::platform
