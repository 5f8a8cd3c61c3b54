#include "policy/pin.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/fakes/policy_gen.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

const Moment noon{.elapsed = {},
                  .wall = sys_days(2026y / std::chrono::November / 24) + 12h + 3min + 19s + 1ms};

TEST(Pinned, CountsALengthFromTheMomentAndRoundsUp) {
  EXPECT_EQ(pinned(std::chrono::seconds(720h), noon, gen::berlin()),
            End(Wall(sys_days(2026y / std::chrono::December / 24) + 12h + 3min + 20s)));
}

TEST(Pinned, TakesALocalTimeInTheZone) {
  const LocalSeconds midnight = std::chrono::local_days(2027y / std::chrono::July / 1);
  EXPECT_EQ(pinned(midnight, noon, gen::berlin()),
            End(Wall(sys_days(2027y / std::chrono::June / 30) + 22h)));
}

TEST(Pinned, LeavesTheOthers) {
  EXPECT_EQ(pinned(End(), noon, gen::berlin()), End());
  EXPECT_EQ(pinned(End(Wall(7s)), noon, gen::berlin()), End(Wall(7s)));
}

TEST(PinLengths, RewritesLengthsAlone) {
  const RulesText rules = gen::parsed(
      "block a.org for 30d  # a month\n"
      "block b.org until 2027-03-01\n"
      "  lock for 2w\r\n"
      "cooling-off 48h");
  EXPECT_EQ(pin_lengths(rules, noon, gen::berlin()).text(),
            "block a.org until 2026-12-24T13:03:20+01:00  # a month\n"
            "block b.org until 2027-03-01\n"
            "  lock until 2026-12-08T13:03:20+01:00\r\n"
            "cooling-off 48h");
}

TEST(PinLengths, WritesTheOffsetOfTheEnd) {
  const RulesText rules = gen::parsed("block a.org for 200d\n");
  EXPECT_EQ(pin_lengths(rules, noon, gen::berlin()).text(),
            "block a.org until 2027-06-12T14:03:20+02:00\n");
}

RC_GTEST_PROP(PinLengths, LeavesNoLengthAndReadsBack, ()) {
  const Moment at = *gen::moment();
  const RulesText rules = gen::parsed(*gen::rules_text());
  const RulesText fixed = pin_lengths(rules, at, gen::berlin());
  RC_ASSERT(gen::parsed(fixed.text()).statements() == fixed.statements());
  RC_ASSERT(pin_lengths(fixed, Moment{{}, at.wall + 1h}, gen::berlin()).text() == fixed.text());
  for (const BlockRule& rule : fixed.policy().blocks) {
    RC_ASSERT(!std::holds_alternative<std::chrono::seconds>(rule.end));
  }
}

}  // namespace
}  // namespace holdfast
