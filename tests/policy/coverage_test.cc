#include "policy/coverage.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace holdfast {
namespace {

using namespace std::chrono_literals;

const Coverage kDay{.verified = 6h, .weakened = 1h, .not_running = 1h, .asleep = 9h, .off = 7h};

TEST(Coverage, IsOfTheTimeInUse) {
  EXPECT_EQ(kDay.in_use(), 8h);
  EXPECT_DOUBLE_EQ(kDay.percent(), 75.0);
  EXPECT_DOUBLE_EQ(Coverage{.asleep = 24h}.percent(), 100.0);
  EXPECT_LT((Coverage{.verified = 9999h, .weakened = 1s}.percent()), 100.0);
}

TEST(Coverage, AddsUpAndComesApart) {
  Coverage two = kDay;
  two += kDay;
  EXPECT_EQ(two.asleep, 18h);
  EXPECT_EQ(two - kDay, kDay);
}

TEST(Coverage, IsWrittenInSeconds) {
  EXPECT_EQ(coverage_in(to_json(kDay)), kDay);
  EXPECT_EQ(to_json(Coverage{.verified = 1999ms}).at("verified").as_int64(), 1);
  EXPECT_EQ(coverage_in({}), Coverage());
  EXPECT_EQ(coverage_in({{"verified", "much"}, {"off", 60}}), Coverage{.off = 60s});
}

}  // namespace
}  // namespace holdfast
