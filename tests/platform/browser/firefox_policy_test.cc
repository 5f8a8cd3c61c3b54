#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/browser/policy_text.h"
#include "tests/platform/browser/page_set.h"

namespace holdfast::platform {
namespace {

namespace json = boost::json;

const ManagedExtension kExtension{
    .id = "holdfast@x", .url = "file:///x/holdfast.xpi", .version = "1", .pages = "{}"};

std::string rendered(const std::optional<std::string>& before) {
  return firefox_policy(her_rules(), kExtension, before, before.value_or(""));
}

TEST(FirefoxPolicy, BlocksPagesForcesTheExtensionAndTurnsSecureDnsOff) {
  const json::value file = json::parse(rendered(std::nullopt));
  const json::value& policies = file.at("policies");
  const json::array& blocked = policies.at("WebsiteFilter").at("Block").as_array();
  EXPECT_NE(std::find(blocked.begin(), blocked.end(), json::value("*://*.instagram.com/her.name")),
            blocked.end());
  EXPECT_EQ(policies.at("DNSOverHTTPS").at("Enabled"), false);
  EXPECT_EQ(policies.at("ExtensionSettings").at("holdfast@x").at("installation_mode"),
            "force_installed");
  EXPECT_EQ(policies.at("ExtensionSettings").at("holdfast@x").at("private_browsing"), true);
  EXPECT_EQ(policies.at("3rdparty").at("Extensions").at("holdfast@x").at("pages"), "{}");
}

TEST(FirefoxPolicy, ReturnsWhatWasThereByteForByte) {
  for (const std::string& before :
       {std::string("{\"policies\": {\"DisableTelemetry\": true}}\n"), std::string(""),
        std::string("no json"), std::string("\0\xff bytes\n\n", 9)}) {
    const FirefoxPolicies found = read_firefox_policies(rendered(before));
    EXPECT_TRUE(found.is_ours);
    EXPECT_EQ(found.before, before);
  }
  const FirefoxPolicies none = read_firefox_policies(rendered(std::nullopt));
  EXPECT_TRUE(none.is_ours);
  EXPECT_EQ(none.before, std::nullopt);
}

TEST(FirefoxPolicy, TakesAnothersFileForTheirs) {
  for (const char* text : {"{\"policies\": {}}", "", "[1]", "{\"holdfast\": 1}"}) {
    const FirefoxPolicies found = read_firefox_policies(text);
    EXPECT_FALSE(found.is_ours) << text;
    EXPECT_EQ(found.before, text);
  }
}

TEST(FirefoxPolicy, LetsTheirPoliciesGoOnCounting) {
  const std::string before =
      R"({"policies": {"WebsiteFilter": {"Block": ["*://*.corp.example/*"]},
          "Preferences": {"a.b": {"Value": 1}}, "DisableTelemetry": true}})";
  const json::value file = json::parse(rendered(before));
  const json::value& policies = file.at("policies");
  EXPECT_EQ(policies.at("WebsiteFilter").at("Block").at(0), "*://*.corp.example/*");
  EXPECT_EQ(policies.at("Preferences").at("a.b").at("Value"), 1);
  EXPECT_EQ(policies.at("DisableTelemetry"), true);
}

TEST(FirefoxPolicy, KeepsWhatWasEditedWithinOurs) {
  const std::string before =
      R"({"policies": {"DisableTelemetry": true, "Homepage": {"URL": "x"}}})";
  json::object edited = json::parse(rendered(before)).as_object();
  EXPECT_EQ(before_with_edits(json::serialize(edited), before, before), before)
      << "nothing of theirs";
  edited["policies"].as_object().erase("WebsiteFilter");
  EXPECT_EQ(before_with_edits(json::serialize(edited), before, before), before) << "only ours";
  edited["policies"].as_object()["DisablePocket"] = true;
  edited["policies"].as_object().erase("Homepage");
  const auto kept = before_with_edits(json::serialize(edited), before, before);
  ASSERT_TRUE(kept);
  EXPECT_EQ(json::parse(*kept),
            json::parse(R"({"policies": {"DisableTelemetry": true, "DisablePocket": true}})"));
  EXPECT_EQ(before_with_edits("broken", before, before), before);
}

}  // namespace
}  // namespace holdfast::platform
