#include <gtest/gtest.h>

#include <algorithm>

#include <boost/json.hpp>

#include "platform/ipc/names.h"
#include "tests/fakes/brain.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using fakes::Brain;

constexpr const char* kPromise = "promise \"Lights out at eleven\"";

std::int64_t feel_an_urge(Brain& brain) {
  return brain.call("ReportUrge").parameters.at("event").at("id").as_int64();
}

TEST(ApiSupport, OffersWhatThereIs) {
  Brain brain;
  auto support = brain.call("GetSupport").parameters;
  EXPECT_EQ(support.at("now").at(0).as_string(), "let_it_pass");
  EXPECT_EQ(support.at("now").as_array().size(), 7u);
  EXPECT_EQ(support.if_contains("next_milestone"), nullptr);
  brain.edit("block example.org");
  brain.edit("support call \"A.\" tel:+15557654321");
  brain.edit("plan \"If I wake, then I read\"");
  brain.edit(kPromise);
  support = brain.call("GetSupport").parameters;
  EXPECT_EQ(support.at("now").as_array().size(), 9u);
  EXPECT_EQ(support.at("friends").at(0).at("number").as_string(), "+15557654321");
  EXPECT_EQ(support.at("plans").at(0).as_string(), "If I wake, then I read");
  EXPECT_EQ(support.at("promises").at(0).at("key").as_string(), kPromise);
  EXPECT_EQ(support.at("next_milestone").as_int64(), 1);
}

TEST(ApiSupport, KeepsAPromiseOnceADay) {
  Brain brain;
  brain.edit(kPromise);
  const auto keep = [&] {
    return brain.call("KeepPromise", {{"key", kPromise}}).parameters.at("promises").at(0);
  };
  EXPECT_EQ(keep().at("days_kept").as_int64(), 1);
  EXPECT_TRUE(keep().at("kept_today").as_bool());
  EXPECT_EQ(keep().at("days_kept").as_int64(), 1);
  brain.pass(24h);
  EXPECT_EQ(keep().at("days_kept").as_int64(), 2);
  const auto kinds = brain.recorded_kinds();
  EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "promise_kept"), 2);
  EXPECT_EQ(brain.call("KeepPromise", {{"key", "promise \"none\""}}).error, ipc::kNotFound);
}

TEST(ApiSupport, TellsWhatHelped) {
  Brain brain;
  brain.edit("block example.org");
  for (const char* helped : {"move", "breathe", "move"}) {
    const auto reply = brain.call("RideOut", {{"id", feel_an_urge(brain)}, {"helped", helped}});
    EXPECT_EQ(reply.parameters.at("event").at("detail").at("helped").as_string(), helped);
  }
  const auto passed = feel_an_urge(brain);
  brain.pass(10min);
  const auto later = brain.call("RideOut", {{"id", passed}, {"helped", "breathe"}}).parameters;
  EXPECT_EQ(later.at("event").at("kind").as_string(), "helped");
  const auto told = brain.call("Insights").parameters;
  EXPECT_EQ(told.at("urges").as_int64(), 4);
  EXPECT_EQ(told.at("ridden_out").as_int64(), 4);
  EXPECT_EQ(boost::json::serialize(told.at("helped")),
            R"([{"what":"breathe","times":2},{"what":"move","times":2}])");
}

TEST(ApiSupport, ShowsTheCalendarWithSlipsOnTheirOwnDay) {
  Brain brain;
  brain.edit("block example.org");
  brain.pass(72h);  // the fifth of March
  (void)feel_an_urge(brain);
  ASSERT_EQ(brain.call("ReportSlip", {{"when", "2026-03-04T20:00:00Z"}}).error, "");
  (void)brain.call("ReportSlip");
  const auto told = brain.call("Insights").parameters;
  const auto& days = told.at("days").as_array();
  ASSERT_EQ(days.size(), 4u);
  EXPECT_EQ(days[0].at("date").as_string(), "2026-03-02");
  EXPECT_EQ(days[2].at("slips").as_int64(), 1);
  EXPECT_EQ(days[3].at("slips").as_int64(), 1);
  EXPECT_EQ(days[3].at("urges").as_int64(), 1);
  EXPECT_EQ(told.at("by_weekday_hour").as_array().size(), 168u);
  EXPECT_EQ(told.at("by_weekday_hour").at(4 * 24 + 10).as_int64(), 1) << "a Thursday at ten";
}

TEST(ApiSupport, AnnouncesAMilestoneToWatchers) {
  Brain brain;
  brain.edit("block example.org");
  const auto seen = brain.stream("Watch");
  brain.pass(24h);
  ASSERT_EQ(seen->size(), 2u);  // the day's coverage comes before it
  const auto& event = seen->back().parameters.at("event");
  EXPECT_EQ(event.at("kind").as_string(), "milestone");
  EXPECT_EQ(event.at("detail").at("days").as_int64(), 1);
  EXPECT_EQ(event.at("subject").as_string(), "");
}

TEST(ApiSupport, ExportsPromisesAndWhatHelped) {
  Brain brain;
  brain.edit(kPromise);
  (void)brain.call("KeepPromise", {{"key", kPromise}});
  (void)brain.call("RideOut", {{"id", feel_an_urge(brain)}, {"helped", "move"}});
  std::string text;
  const auto replies = brain.stream("Export", {{"format", "json"}});
  for (const ipc::Reply& reply : *replies) text += reply.parameters.at("text").as_string();
  const auto all = boost::json::parse(text).as_object();
  EXPECT_EQ(all.at("promises").at(0).at("days_kept").as_int64(), 1);
  EXPECT_EQ(all.at("helped").at("move").as_int64(), 1);
}

}  // namespace
}  // namespace holdfast
