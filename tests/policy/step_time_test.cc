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
  EXPECT_EQ(steps.state.coverage.sum.verified, 90min);
}

TEST(StepTime, CountsTimeInWhichALayerDoesNotHoldAsWeakened) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::LayerReported{Layer::kHosts, {LayerCondition::kFailing, "no room", {}}});
  const auto verified = steps.state.coverage.sum.verified;
  steps.pass(20s);
  EXPECT_EQ(steps.state.coverage.sum.verified, verified);
  EXPECT_EQ(steps.state.coverage.sum.weakened, 20s);
}

TEST(StepTime, TellsTheTimeThatTheMachineWasAwayApart) {
  Steps steps;
  steps.at += 10h;
  steps.send(event::Absent{.off = {}, .asleep = 9h});
  steps.at += 10h;
  steps.send(event::Started{.file = "", .missed = {.not_running = 1h, .asleep = 2h, .off = 3h}});
  const Coverage& sum = steps.state.coverage.sum;
  EXPECT_EQ(sum.asleep, 11h);
  EXPECT_EQ(sum.off, 3h);
  EXPECT_EQ(sum.not_running, 1h);
}

TEST(StepTime, RecordsCoverageOnceADayWithoutWakingAnybody) {
  Steps steps;
  std::vector<LogEntry> rows;
  const Elapsed begin = steps.at;
  while (steps.at < begin + std::chrono::days(3)) {
    EXPECT_EQ(steps.wake, steps.at + 1h);
    steps.at = *steps.wake;
    steps.send(event::TimePassed{});
    const auto* record = steps.effect<effect::Record>();
    if (record != nullptr && record->entry.kind == kind::kCoverage) rows.push_back(record->entry);
  }
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].detail.at("day").as_string(), "2026-03-02");
  EXPECT_EQ(coverage_in(rows[0].detail).verified, 14h);
  EXPECT_EQ(rows[1].detail.at("day").as_string(), "2026-03-03");
  EXPECT_EQ(coverage_in(rows[1].detail), Coverage{.verified = 24h});
}

}  // namespace
}  // namespace holdfast
