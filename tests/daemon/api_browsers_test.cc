#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/ipc/names.h"
#include "tests/daemon/browser_world.h"
#include "tests/fakes/brain.h"

namespace holdfast {
namespace {

namespace json = boost::json;
using fakes::Brain;

struct ApiBrowsers : testing::Test, BrowserWorld {
  ApiBrowsers() {
    brain.browsers = &browsers;
    auto memory = std::make_unique<fakes::MemoryLayer>(Layer::kBrowser);
    brain.layers.add(std::move(memory));
    brain.edit("block instagram/her.name scope profile");
  }
  Brain brain;
};

TEST_F(ApiBrowsers, SaysInTheStatusWhichThereAre) {
  const auto status = brain.call("GetStatus").parameters;
  EXPECT_EQ(status.at("browsers"), json::parse(R"([
    {"name": "Chromium", "managed": true, "extension": "not_running"},
    {"name": "Opera", "managed": false, "extension": "cannot"}])"));
}

TEST_F(ApiBrowsers, SaysOfARuleWhichHoldIt) {
  const auto rules = brain.call("ListRules").parameters.at("rules").as_array();
  ASSERT_EQ(rules.size(), 1u);
  EXPECT_EQ(rules[0].at("browsers"), json::parse(R"(["Chromium"])"));
  EXPECT_EQ(rules[0].at("other_browsers"), json::parse(R"(["Opera"])"));
}

TEST_F(ApiBrowsers, ChecksEachOfThem) {
  const std::string checks = json::serialize(brain.call("Doctor").parameters);
  EXPECT_THAT(checks, testing::HasSubstr("Chromium"));
  EXPECT_THAT(checks, testing::HasSubstr("with scope profile use another browser"));
}

TEST_F(ApiBrowsers, AnswersForASearchByItsRule) {
  const auto why = [&](const char* query) {
    return brain.call("Why", {{"query", query}}).parameters.at("rule").as_string();
  };
  EXPECT_EQ(why("https://www.instagram.com/explore/search/keyword/?q=Her.Name"),
            "block instagram/her.name");
  EXPECT_EQ(why("https://www.instagram.com/explore/"), "");
}

TEST_F(ApiBrowsers, TakesVisitsAndKnowsNoOtherIds) {
  const auto pages = brain.stream("FollowPages");
  ASSERT_EQ(pages->size(), 1u);
  const auto id = pages->front().parameters.at("pages").at("rules").at(0).at("id");
  EXPECT_EQ(brain.call("ReportVisit", {{"rule", id}}).error, "");
  EXPECT_EQ(attempts.size(), 1u);
  EXPECT_EQ(brain.call("ReportVisit", {{"rule", "x"}}).error, ipc::kNotFound);
}

TEST_F(ApiBrowsers, LetsTheUrgeOfARulePass) {
  const auto pages = brain.stream("FollowPages");
  const auto& rules = pages->front().parameters.at("pages").at("rules").as_array();
  const auto her = std::find_if(rules.begin(), rules.end(), [](const auto& rule) {
    return !rule.at("people").as_array().empty();
  });
  ASSERT_NE(her, rules.end());
  const auto id = her->at("id");
  brain.controller->submit(event::AttemptSeen{
      {.detector = Detector::kBrowser, .intent = Intent::kVisit}, "block instagram/her.name", {}});
  EXPECT_EQ(brain.call("LetPass", {{"rule", id}}).error, "");
  EXPECT_THAT(brain.recorded_kinds(), testing::Contains("ridden_out"));
  EXPECT_EQ(brain.call("LetPass", {{"rule", "x"}}).error, ipc::kNotFound);
}

TEST(ApiWithoutBrowsers, SaysThatTheLayerIsNotInUse) {
  Brain brain;
  EXPECT_EQ(brain.call("FollowPages").error, ipc::kNotFound);
  EXPECT_EQ(brain.call("ReportVisit", {{"rule", "x"}}).error, ipc::kNotFound);
  EXPECT_TRUE(brain.call("GetStatus").parameters.at("browsers").as_array().empty());
}

}  // namespace
}  // namespace holdfast
