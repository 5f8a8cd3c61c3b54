#include "policy/step.h"

#include <gtest/gtest.h>

#include "policy/memory.h"
#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

TEST(Step, GivesTheSameForTheSame) {
  const Steps steps;
  const Event event{steps.now(), event::EditAsked{1, {"block example.org"}}};
  const Step one = step(steps.state, event);
  const Step two = step(steps.state, event);
  EXPECT_EQ(memory_of(one.state), memory_of(two.state));
  EXPECT_EQ(one.state.block_set, two.state.block_set);
  EXPECT_EQ(one.effects.size(), two.effects.size());
  EXPECT_EQ(one.wake, two.wake);
}

TEST(Step, EnforcesOnlyWhatDiffers) {
  Steps steps;
  steps.edit("block example.org");
  EXPECT_NE(steps.effect<effect::Enforce>(), nullptr);
  steps.edit("alias them");
  EXPECT_EQ(steps.effect<effect::Enforce>(), nullptr);
}

TEST(Step, EnforcesAtTheStartWhateverItRemembers) {
  Steps steps;
  steps.edit("block example.org");
  steps.send(event::Started{.file = steps.state.rules.text()});
  EXPECT_NE(steps.effect<effect::Enforce>(), nullptr);
}

}  // namespace
}  // namespace holdfast
