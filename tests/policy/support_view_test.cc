#include "policy/support_view.h"

#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

TEST(SupportView, IsAlmostEmptyBeforeAnythingWasDecided) {
  const Steps steps;
  const SupportView view = support_at(steps.state, steps.now());
  EXPECT_EQ(view.now.front(), Help::kLetItPass);
  EXPECT_TRUE(view.friends.empty());
  EXPECT_TRUE(view.plans.empty());
  EXPECT_TRUE(view.promises.empty());
  EXPECT_FALSE(view.next_milestone);
}

TEST(SupportView, ShowsWhatThePolicyHolds) {
  Steps steps;
  steps.edit("block example.org");
  steps.edit("support call \"A.\" tel:+15557654321");
  steps.edit("plan \"If I wake, then I read\"");
  steps.edit("promise \"Water first\"");
  steps.send(event::PromiseKept{1, "promise \"Water first\""});
  const SupportView view = support_at(steps.state, steps.now());
  ASSERT_EQ(view.friends.size(), 1u);
  EXPECT_EQ(view.friends[0].phone.number, "+15557654321");
  EXPECT_EQ(view.plans, std::vector<std::string>{"If I wake, then I read"});
  ASSERT_EQ(view.promises.size(), 1u);
  EXPECT_EQ(view.promises[0].text, "Water first");
  EXPECT_TRUE(view.promises[0].kept_today);
  EXPECT_EQ(view.promises[0].days_kept, 1);
  EXPECT_EQ(view.next_milestone, 1);
}

TEST(SupportView, IsOfThePersonsOwnHourAndOfTheLastSlip) {
  Steps steps;  // ten in the morning, UTC
  EXPECT_EQ(support_at(steps.state, steps.now()).now[1], Help::kMove);
  steps.send(event::ZoneChanged{TimeZone("Asia/Tokyo", std::chrono::hours(13), {})});
  EXPECT_EQ(support_at(steps.state, steps.now()).now[1], Help::kSoothe);
  steps.edit("plan \"If I wake, then I read\"");
  steps.edit("block example.org");
  steps.send(event::SlipReported{1, {}});
  EXPECT_EQ(support_at(steps.state, steps.now()).now[1], Help::kPlan);
}

}  // namespace
}  // namespace holdfast
