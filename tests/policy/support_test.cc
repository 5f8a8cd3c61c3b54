#include "policy/support.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace holdfast {
namespace {

using namespace std::chrono_literals;

constexpr int kHelps = 9;

Situation with_all(std::chrono::minutes time) {
  return {.time_of_day = time, .has_friend = true, .has_plan = true};
}

bool holds(const std::vector<Help>& offered, Help help) {
  return std::find(offered.begin(), offered.end(), help) != offered.end();
}

TEST(Support, EveryHelpHasAWordThatReadsBack) {
  std::set<std::string_view> words;
  for (int i = 0; i < kHelps; ++i) {
    const Help help = static_cast<Help>(i);
    words.insert(word(help));
    EXPECT_EQ(help_of(word(help)), help);
  }
  EXPECT_EQ(words.size(), 9u);
  EXPECT_FALSE(help_of("pray"));
  EXPECT_FALSE(help_of(""));
}

TEST(Support, NightRestsAndDayMoves) {
  EXPECT_EQ(what_may_help(with_all(23h))[1], Help::kSoothe);
  EXPECT_EQ(what_may_help(with_all(3h))[1], Help::kSoothe);
  EXPECT_EQ(what_may_help(with_all(6h))[1], Help::kMove);
  EXPECT_EQ(what_may_help(with_all(14h))[1], Help::kPlan);
  EXPECT_EQ(what_may_help(with_all(19h))[1], Help::kCall);
}

TEST(Support, AfterASlipAFriendAndThePlanComeFirst) {
  for (const auto time : {7h, 14h, 20h}) {
    Situation close = with_all(time);
    close.closer_support = true;
    for (int i = 0; i < 9; ++i) close.helped.note(Help::kMove);
    const auto offered = what_may_help(close);
    EXPECT_EQ(offered[1], Help::kCall) << time.count();
    EXPECT_EQ(offered[2], Help::kPlan) << time.count();
  }
}

TEST(Support, ByNightAfterASlipNobodyIsWoken) {
  Situation close = with_all(2h);
  close.closer_support = true;
  const auto offered = what_may_help(close);
  EXPECT_EQ(offered[1], Help::kPlan);
  EXPECT_EQ(offered[2], Help::kSoothe);
}

TEST(Support, WhatHelpedClimbsAPlaceEachTime) {
  Situation evening = with_all(20h);
  const auto place = [&] {
    const auto offered = what_may_help(evening);
    return std::find(offered.begin(), offered.end(), Help::kBreathe) - offered.begin();
  };
  EXPECT_EQ(place(), 5);
  for (const auto expected : {4, 3, 2, 1, 1, 1}) {
    evening.helped.note(Help::kBreathe);
    EXPECT_EQ(place(), expected);
  }
}

TEST(Support, WhatHelpedLongAgoCountsLess) {
  HelpMemory memory;
  for (int i = 0; i < 1'000; ++i) memory.note(Help::kMove);
  EXPECT_LT(memory.times(Help::kMove), HelpMemory::kMost);
  EXPECT_EQ(memory.times(Help::kBreathe), 0);
  for (int i = 0; i < HelpMemory::kMost; ++i) memory.note(Help::kBreathe);
  EXPECT_LT(memory.times(Help::kMove), memory.times(Help::kBreathe));
}

RC_GTEST_PROP(SupportProperty, OffersWhatThereIsOnceAndPushesNoNote, ()) {
  Situation situation;
  situation.time_of_day = std::chrono::minutes(*rc::gen::inRange(0, 24 * 60));
  situation.closer_support = *rc::gen::arbitrary<bool>();
  situation.has_friend = *rc::gen::arbitrary<bool>();
  situation.has_plan = *rc::gen::arbitrary<bool>();
  for (const int help : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, kHelps))) {
    situation.helped.note(static_cast<Help>(help));
  }
  const auto offered = what_may_help(situation);
  RC_ASSERT(offered == what_may_help(situation));
  RC_ASSERT(offered.front() == Help::kLetItPass);
  RC_ASSERT(offered.back() == Help::kReachOut);
  RC_ASSERT(offered[offered.size() - 2] == Help::kNote);
  RC_ASSERT(holds(offered, Help::kCall) == situation.has_friend);
  RC_ASSERT(holds(offered, Help::kPlan) == situation.has_plan);
  RC_ASSERT(std::set<Help>(offered.begin(), offered.end()).size() == offered.size());
  RC_ASSERT(offered.size() == 7u + situation.has_friend + situation.has_plan);
}

}  // namespace
}  // namespace holdfast
