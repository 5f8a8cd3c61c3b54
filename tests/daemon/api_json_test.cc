#include "daemon/api_json.h"

#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast::daemon {
namespace {

using namespace std::chrono_literals;

TEST(ApiJson, TellsWhatAPendingEditWaitsFor) {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(1h);
  steps.send(event::UnblockAsked{1, "example.org"});
  const auto state_word = [&] {
    return std::string(all_pending_json(steps.state, steps.now()).at(0).at("state").as_string());
  };
  EXPECT_EQ(state_word(), "waiting");
  steps.pass(24h);  // 11:00
  EXPECT_EQ(state_word(), "ready");
  steps.pass(12h);  // 23:00
  EXPECT_EQ(state_word(), "outside_window");
  steps.edit("lock for 3d");
  EXPECT_EQ(state_word(), "locked");
}

TEST(ApiJson, PlansWhatIsNewAndWhatElseIsHit) {
  Steps steps;
  const BlockSet before = steps.state.block_set;
  steps.edit("block instagram/her.name");
  const auto plan = plan_json(before, steps.state.block_set, steps.state);
  EXPECT_NE(serialize(plan.at("hosts_file")).find("\"instagram.com\""), std::string::npos);
  EXPECT_NE(serialize(plan.at("notes")).find("the whole of Instagram"), std::string::npos);
  EXPECT_EQ(plan.at("browser").at(0).as_string(), "instagram/her.name");
}

TEST(ApiJson, ShowsOpenWindows) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::AllowanceAsked{1, "example.org", "children", std::chrono::minutes(20)});
  EXPECT_EQ(allowances_json(steps.state, steps.now()).at(0).at("state").as_string(), "waiting");
  steps.pass(30min);
  EXPECT_EQ(allowances_json(steps.state, steps.now()).at(0).at("state").as_string(), "open");
  EXPECT_NE(serialize(rules_json(steps.state, steps.now())).find("open_until"), std::string::npos);
}

}  // namespace
}  // namespace holdfast::daemon
