#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

TEST(StepTime, AsksToBeWokenForWhatIsDue) {
  Steps steps;
  steps.edit("block 203.0.113.0/24 for 10m");
  ASSERT_TRUE(steps.wake);
  EXPECT_EQ(*steps.wake, steps.at + 10min);
}

TEST(StepTime, SleepsAnHourWhenNothingIs) {
  Steps steps;
  EXPECT_EQ(steps.wake, steps.at + 1h);
}

TEST(StepTime, LiftsARuleAtItsEndAndTakesItOutOfTheFile) {
  Steps steps;
  steps.edit("block 203.0.113.0/24 for 10m");
  EXPECT_EQ(steps.state.block_set.networks.size(), 1u);
  steps.pass(10min - 1ms);
  EXPECT_EQ(steps.state.block_set.networks.size(), 1u);
  steps.pass(1ms);
  EXPECT_TRUE(steps.state.block_set.networks.empty());
  EXPECT_TRUE(steps.recorded(kind::kRuleEnded));
  EXPECT_EQ(steps.effect<effect::SavePolicy>()->text, "");
}

TEST(StepTime, TriesAFailingLayerAgain) {
  Steps steps;
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kFailing, "no room", {}}});
  EXPECT_EQ(steps.wake, steps.at + 30s);
  // Its own report, and whatever else happens, is no reason to try before that.
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kFailing, "no room", {}}});
  EXPECT_EQ(steps.effect<effect::EnforceLayer>(), nullptr);
  steps.pass(30s);
  EXPECT_NE(steps.effect<effect::EnforceLayer>(), nullptr);
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kFailing, "no room", {}}});
  EXPECT_EQ(steps.effect<effect::EnforceLayer>(), nullptr);
  EXPECT_EQ(steps.wake, steps.at + 30s);
}

TEST(StepTime, CountsWhatWasObserved) {
  Steps steps;
  steps.pass(90min);
  EXPECT_EQ(steps.state.coverage.observed, 90min);
}

TEST(StepTime, CountsTimeInWhichALayerDoesNotHoldAsUnobserved) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kFailing, "no room", {}}});
  const auto observed = steps.state.coverage.observed;
  steps.pass(20s);
  EXPECT_EQ(steps.state.coverage.observed, observed);
  EXPECT_EQ(steps.state.coverage.unobserved, 20s);
}

}  // namespace
}  // namespace holdfast
