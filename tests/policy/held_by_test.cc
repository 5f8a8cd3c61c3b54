#include "policy/held_by.h"

#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

void report(Steps& steps, Layer layer, LayerCondition condition) {
  steps.send(event::LayerReported{layer, {condition, "", {}}});
}

TEST(HeldBy, AreTheLayersThatHaveAPlaceAndHold) {
  Steps steps;
  steps.edit("block example.org");
  report(steps, Layer::kHosts, LayerCondition::kHolding);
  report(steps, Layer::kFirewall, LayerCondition::kFailing);
  report(steps, Layer::kBrowser, LayerCondition::kHolding);
  EXPECT_EQ(layers_holding(steps.state, "block example.org"),
            (std::vector{Layer::kHosts, Layer::kBrowser}));
  EXPECT_TRUE(layers_holding(steps.state, "block example.net").empty());
  EXPECT_TRUE(rules_without_layer(steps.state).empty());
  EXPECT_FALSE(has_gap(steps.state));
}

TEST(HeldBy, CountsASiteThatOnlyBrowsersHoldAsAGap) {
  Steps steps;
  steps.edit("block example.org");
  report(steps, Layer::kHosts, LayerCondition::kFailing);
  report(steps, Layer::kBrowser, LayerCondition::kHolding);
  EXPECT_TRUE(has_gap(steps.state));
}

TEST(HeldBy, FindsARuleThatNothingHolds) {
  Steps steps;
  steps.edit("block 203.0.113.0/24");
  EXPECT_FALSE(has_gap(steps.state)) << "nothing is known yet";
  report(steps, Layer::kHosts, LayerCondition::kHolding);
  report(steps, Layer::kFirewall, LayerCondition::kUnavailable);
  ASSERT_EQ(rules_without_layer(steps.state).size(), 1u);
  EXPECT_TRUE(has_gap(steps.state));
  report(steps, Layer::kFirewall, LayerCondition::kHolding);
  EXPECT_FALSE(has_gap(steps.state));
}

TEST(HeldBy, MissesNoPhoneWhereThereIsNone) {
  Steps steps;
  steps.edit("block tel:+491711234567");
  report(steps, Layer::kHosts, LayerCondition::kHolding);
  ASSERT_EQ(rules_without_layer(steps.state).size(), 1u);
  EXPECT_FALSE(has_gap(steps.state));
}

TEST(HeldBy, CountsAGapAsWeakened) {
  Steps steps;
  steps.edit("block 203.0.113.0/24");
  report(steps, Layer::kHosts, LayerCondition::kHolding);
  const Coverage before = steps.state.coverage.sum;
  steps.at += 1h;
  steps.send(event::TimePassed{});
  EXPECT_EQ(steps.state.coverage.sum.weakened - before.weakened, 1h);
  report(steps, Layer::kFirewall, LayerCondition::kHolding);
  steps.at += 1h;
  steps.send(event::TimePassed{});
  EXPECT_EQ(steps.state.coverage.sum.weakened - before.weakened, 1h);
}

}  // namespace
}  // namespace holdfast
