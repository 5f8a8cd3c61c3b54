#include "policy/partner/friend_words.h"

#include <gtest/gtest.h>

#include <set>

namespace holdfast {
namespace {

Week week_of(int weeks_later, int urges = 0) {
  Week week;
  week.from = std::chrono::local_days(std::chrono::days(20'000 + 7 * weeks_later));
  week.until = week.from + std::chrono::days(7);
  week.days.push_back({week.from, urges, 0});
  return week;
}

TEST(KindSentence, ChangesFromWeekToWeekAndIsTheSameTwice) {
  for (const int urges : {0, 20}) {
    std::set<std::string> said;
    for (int i = 0; i < 4; ++i) said.insert(kind_sentence(week_of(i, urges), false));
    EXPECT_EQ(said.size(), 4u);
    EXPECT_EQ(kind_sentence(week_of(4, urges), false), kind_sentence(week_of(0, urges), false));
  }
  EXPECT_NE(kind_sentence(week_of(0, 0), false), kind_sentence(week_of(0, 20), false));
}

TEST(KindSentence, SaysNothingOfASlipThatIsNotShared) {
  Week week = week_of(0);
  const std::string quiet = kind_sentence(week, false);
  week.slips = 1;
  EXPECT_EQ(kind_sentence(week, false), quiet);
  EXPECT_NE(kind_sentence(week, true), quiet);
  EXPECT_EQ(kind_sentence(week, true).find("Contact happened"), 0u);
}

TEST(KindSentence, NoticesThatSomebodyThoughtOfLettingGo) {
  Week week = week_of(0, 20);
  week.loosenings_asked = 1;
  const std::string asked = kind_sentence(week, false);
  EXPECT_NE(asked.find("Ask how they are"), std::string::npos);
  week.loosenings_asked = 0;
  week.unlocked = 1;
  EXPECT_EQ(kind_sentence(week, false), asked);
}

}  // namespace
}  // namespace holdfast
