#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using Kind = EditOutcome::Kind;
using namespace std::chrono_literals;

Steps with_pending() {
  Steps steps;
  steps.edit("block example.org");
  steps.pass(1h);
  steps.send(event::UnblockAsked{1, "example.org"});
  return steps;
}

TEST(StepPending, SaysWhenItCanBeConfirmed) {
  Steps steps = with_pending();
  const std::int64_t id = steps.state.pending.begin()->first;
  const Wall asked = steps.now().wall;
  steps.send(event::ConfirmAsked{1, id});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
  EXPECT_EQ(steps.effect<effect::AnswerEdit>()->outcome.until, asked + 24h);
}

TEST(StepPending, IsCancelledAtOnceAlsoUnderALock) {
  Steps steps = with_pending();
  const std::int64_t id = steps.state.pending.begin()->first;
  steps.edit("lock for 3d");
  steps.send(event::CancelAsked{1, id});
  EXPECT_EQ(steps.answer(), Kind::kDone);
  EXPECT_TRUE(steps.state.pending.empty());
}

TEST(StepPending, IsNotConfirmedUnderALockMadeLater) {
  Steps steps = with_pending();
  const std::int64_t id = steps.state.pending.begin()->first;
  steps.edit("lock for 3d");
  steps.pass(25h);
  steps.send(event::ConfirmAsked{1, id});
  EXPECT_EQ(steps.answer(), Kind::kRefused);
}

TEST(StepPending, KnowsNoOtherNumbers) {
  Steps steps = with_pending();
  steps.send(event::ConfirmAsked{1, 999});
  EXPECT_EQ(steps.answer(), Kind::kNotFound);
  steps.send(event::CancelAsked{1, 999});
  EXPECT_EQ(steps.answer(), Kind::kNotFound);
}

TEST(StepPending, AsksForPurposeAndLengthOfAWindow) {
  Steps steps;
  steps.edit("block example.org");
  for (const event::AllowanceAsked& bad :
       {event::AllowanceAsked{1, "example.org", "", 10min},
        event::AllowanceAsked{1, "example.org", "children", 0min},
        event::AllowanceAsked{1, "example.org", "children", 121min},
        event::AllowanceAsked{1, "com", "children", 10min}}) {
    steps.send(bad);
    EXPECT_EQ(steps.answer(), Kind::kRefused);
  }
  steps.send(event::AllowanceAsked{1, "example.org", "children", 10min});
  EXPECT_NE(steps.effect<effect::AnswerEntry>(), nullptr);
  steps.send(event::AllowanceAsked{1, "example.org", "children", 10min});
  EXPECT_EQ(steps.answer(), Kind::kRefused);  // one at a time
}

TEST(StepPending, OpensOneWindowToAServiceAtATime) {
  Steps steps;
  steps.edit("block instagram/her.name");
  steps.send(event::AllowanceAsked{1, "instagram.com", "children", 20min});
  for (const char* same : {"l.instagram.com", "instagram/her.name", "instagram.com"}) {
    steps.send(event::AllowanceAsked{1, same, "children", 20min});
    EXPECT_EQ(steps.answer(), EditOutcome::Kind::kRefused) << same;
  }
  steps.send(event::AllowanceAsked{1, "example.org", "court", 20min});
  EXPECT_EQ(steps.state.allowances.size(), 2u);
}

}  // namespace
}  // namespace holdfast
