#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/ipc/names.h"
#include "tests/fakes/brain.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using fakes::Brain;

void attempt(Brain& brain, const char* host) {
  Attempt attempt{.host = HostName::parse(host).value(), .port = 443};
  attempt.program = Program{.pid = 7, .uid = 1000, .name = "curl"};
  const auto found = covering(brain.controller->state().block_set, attempt, *brain.lists);
  ASSERT_TRUE(found);
  brain.controller->submit(event::AttemptSeen{attempt, found->rule, found->reason});
}

TEST(ApiQuestions, ShowsAFreshInstance) {
  Brain brain;
  const auto status = brain.call("GetStatus").parameters;
  EXPECT_EQ(status.at("state").as_string(), "unconfigured");
  EXPECT_EQ(status.if_contains("streak"), nullptr);
}

TEST(ApiQuestions, ShowsWhatHoldsAndWhatDoesNot) {
  Brain brain;
  brain.edit("block example.org");
  brain.edit("block instagram/her.name");
  brain.edit("block tel:+15551234567");
  attempt(brain, "www.example.org");
  brain.troubles = {"the disk is full"};
  auto status = brain.call("GetStatus").parameters;
  EXPECT_EQ(status.at("state").as_string(), "holding");
  EXPECT_EQ(status.at("rules").as_int64(), 3);
  EXPECT_EQ(status.at("rules_by_kind").at("host").as_int64(), 1);
  EXPECT_EQ(status.at("urges_today").as_int64(), 1);
  EXPECT_EQ(status.at("open_urges").as_array().size(), 1u);
  EXPECT_EQ(status.at("warnings").at(0).as_string(), "the disk is full");
  brain.call("ReportUrge");
  EXPECT_EQ(brain.call("GetStatus").parameters.at("urges_today").as_int64(), 2);
  brain.hosts->failure = "no room";
  brain.edit("block example.net");
  EXPECT_EQ(brain.call("GetStatus").parameters.at("state").as_string(), "weakened");
}

TEST(ApiQuestions, CallsARuleThatNoLayerHoldsAWeakness) {
  Brain brain;
  brain.edit("block example.org");
  const auto state = [&] { return brain.call("GetStatus").parameters.at("state").as_string(); };
  const auto said = [&] {
    return boost::json::serialize(brain.call("GetStatus").parameters.at("warnings"));
  };
  brain.edit("block tel:+15551234567");
  EXPECT_EQ(state(), "holding") << "no call can be made here";
  EXPECT_NE(said().find("no phone here"), std::string::npos);
  brain.edit("block 203.0.113.0/24");
  EXPECT_EQ(state(), "weakened") << "the hosts file holds names alone";
  EXPECT_NE(said().find("`block 203.0.113.0/24` is held by no layer"), std::string::npos);
}

TEST(ApiQuestions, CallsAProfileThatNoBrowserIsManagedForAWeakness) {
  Brain brain;
  brain.edit("block instagram/her.name scope profile");
  EXPECT_EQ(brain.call("GetStatus").parameters.at("state").as_string(), "weakened");
}

TEST(ApiQuestions, ListsRulesWithTheirLayers) {
  Brain brain;
  brain.edit("block example.org for 30d");
  const auto rules = brain.call("ListRules").parameters.at("rules");
  EXPECT_EQ(rules.at(0).at("held_by").at(0).as_string(), "hosts");
  EXPECT_EQ(rules.at(0).at("ends").as_string(), "2026-04-01T10:00:00Z");
}

TEST(ApiQuestions, AnswersWhy) {
  Brain brain;
  brain.edit("block example.org");
  const auto why = [&](const char* query) { return brain.call("Why", {{"query", query}}); };
  EXPECT_TRUE(why("cdn-7.example.org").parameters.at("blocked").as_bool());
  EXPECT_EQ(why("https://www.example.org/x?y").parameters.at("rule").as_string(),
            "block example.org");
  EXPECT_FALSE(why("example.net").parameters.at("blocked").as_bool());
  EXPECT_EQ(why("").error, ipc::kBadInput);
}

TEST(ApiQuestions, ChecksAPolicyWithoutTakingIt) {
  Brain brain;
  const auto problems =
      brain.call("CheckPolicy", {{"text", "block example.org\nblock com\n"}}).parameters;
  ASSERT_EQ(problems.at("problems").as_array().size(), 1u);
  EXPECT_EQ(problems.at("problems").at(0).at("line").as_int64(), 2);
  EXPECT_EQ(brain.call("GetPolicy").parameters.at("text").as_string(), "");
}

TEST(ApiQuestions, TellsAndFollowsTheLog) {
  Brain brain;
  brain.edit("block example.org");
  attempt(brain, "example.org");
  const auto urges = brain.call("Log", {{"kinds", {"urge"}}}).parameters.at("events");
  ASSERT_EQ(urges.as_array().size(), 1u);
  EXPECT_EQ(urges.at(0).at("detail").at("program").at("name").as_string(), "curl");
  const auto following = brain.stream("Log", {{"follow", true}, {"kinds", {"slip"}}});
  const std::size_t before = following->size();
  brain.edit("block example.net");
  EXPECT_EQ(following->size(), before);
  (void)brain.call("ReportSlip");
  EXPECT_EQ(following->size(), before + 1);
  EXPECT_EQ(brain.call("Log", {{"since", "soon"}}).error, ipc::kBadInput);
}

TEST(ApiQuestions, TellsTheWholeLogWhereTheCallerTakesPieces) {
  Brain brain;
  platform::Batch many;
  for (int i = 0; i < 1'200; ++i) many.events.push_back({.kind = "urge", .subject = "block x.org"});
  ASSERT_TRUE(brain.store->commit(many));
  const auto count = [&](boost::json::object parameters, Brain::More more) {
    std::size_t events = 0;
    const auto replies = brain.stream("Log", parameters, more);
    for (const ipc::Reply& reply : *replies) {
      events += reply.parameters.at("events").as_array().size();
    }
    return events;
  };
  EXPECT_EQ(count({{"kinds", {"urge"}}}, Brain::More::kYes), 1'200u);
  EXPECT_EQ(count({{"kinds", {"urge"}}}, Brain::More::kNo), 200u);
  EXPECT_EQ(count({{"kinds", {"urge"}}, {"limit", 7}}, Brain::More::kYes), 7u);
}

TEST(ApiQuestions, TellsWatchersWhatHappens) {
  Brain brain;
  const auto seen = brain.stream("Watch");
  brain.edit("block example.org");
  ASSERT_FALSE(seen->empty());
  EXPECT_EQ(seen->front().parameters.at("event").at("kind").as_string(), "rule_added");
}

TEST(ApiQuestions, CountsUrgesThatWereRiddenOut) {
  Brain brain;
  brain.edit("block example.org");
  attempt(brain, "example.org");
  brain.pass(1h);
  const auto insights = brain.call("Insights").parameters;
  EXPECT_EQ(insights.at("urges").as_int64(), 1);
  EXPECT_EQ(insights.at("ridden_out").as_int64(), 1);
}

TEST(ApiQuestions, CountsNoUrgeAsRiddenOutByItsOwnDetail) {
  Brain brain;
  ASSERT_TRUE(brain.store->commit(
      {.events = {{.id = 41, .kind = "urge", .detail = R"({"urge":41})"},
                  {.id = 42, .kind = "urge"},
                  {.id = 43, .kind = "ridden_out", .detail = R"({"urge":42})"}}}));
  const auto insights = brain.call("Insights").parameters;
  EXPECT_EQ(insights.at("urges").as_int64(), 2);
  EXPECT_EQ(insights.at("ridden_out").as_int64(), 1);
}

TEST(ApiQuestions, ExaminesWhatIsThere) {
  Brain brain;
  brain.edit("block example.org");
  brain.edit("block instagram/her.name scope profile");
  brain.hosts->held = {};
  const auto checks = brain.call("Doctor").parameters.at("checks").as_array();
  std::map<std::string, std::string> results;
  for (const auto& check : checks) {
    results.emplace(check.at("name").as_string(), check.at("result").as_string());
  }
  EXPECT_EQ(results["layer hosts"], "broken");
  EXPECT_EQ(results["layer firewall"], "skipped");
  EXPECT_EQ(results["record"], "ok");
  EXPECT_EQ(results["rule"], "weak");
}

TEST(ApiQuestions, ExportsAllThatIsKnown) {
  Brain brain;
  brain.edit("block example.org");
  brain.call("ReportUrge", {{"note", "at night"}});
  brain.pass(1h);
  brain.call("Unblock", {{"target", "example.org"}});
  std::string text;
  const auto replies = brain.stream("Export", {{"format", "json"}});
  for (const ipc::Reply& reply : *replies) {
    text += reply.parameters.at("text").as_string();
  }
  const auto all = boost::json::parse(text).as_object();
  EXPECT_EQ(all.at("statements").at(0).as_string(), "block example.org");
  EXPECT_EQ(all.at("streak").at("slips").as_int64(), 0);
  EXPECT_EQ(all.at("pending").as_array().size(), 1u);
  const auto& events = all.at("events").as_array();
  EXPECT_EQ(events.size(), brain.recorded_kinds().size());
  EXPECT_NE(boost::json::serialize(events).find("at night"), std::string::npos);
}

TEST(ApiQuestions, ExportsWhatIsHeld) {
  Brain brain;
  brain.edit("block example.org");
  const auto reply = brain.call("Export", {{"format", "hosts"}});
  EXPECT_NE(reply.parameters.at("text").as_string().find("example.org"), std::string::npos);
  EXPECT_EQ(brain.call("Export", {{"format", "pdf"}}).error, ipc::kBadInput);
}

}  // namespace
}  // namespace holdfast
