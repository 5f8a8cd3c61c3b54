#include "policy/kind_page_facts.h"

#include <gtest/gtest.h>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

KindPageFacts facts(const Steps& steps) { return kind_page_facts(steps.state, steps.now()); }

TEST(KindPageFacts, AreTheDaysThePlansAndTheFriends) {
  Steps steps;
  EXPECT_EQ(facts(steps), KindPageFacts());
  steps.edit("block example.org");
  steps.edit("plan \"If it is late, then I sleep\"");
  steps.edit("support call \"Alex Meyer\" tel:+15557654321");
  EXPECT_EQ(facts(steps).days, 0);
  steps.pass(50h);
  EXPECT_EQ(facts(steps),
            (KindPageFacts{2, {"If it is late, then I sleep"}, {{"Alex", "+15557654321"}}}));
}

TEST(KindPageFacts, LeaveOutWhatSpellsABlockedName) {
  Steps steps;
  steps.edit("block instagram/her.name");
  steps.edit("block example.org");
  steps.edit("plan \"If I want to see Her.Name, then I walk\"");
  steps.edit("plan \"If I open EXAMPLE.org, then I close it\"");
  steps.edit("plan \"If I miss her, then I walk\"");
  steps.edit("support call \"her.name's sister\" tel:+15557654321");
  EXPECT_EQ(facts(steps).plans, std::vector<std::string>{"If I miss her, then I walk"});
  EXPECT_TRUE(facts(steps).friends.empty());
}

}  // namespace
}  // namespace holdfast
