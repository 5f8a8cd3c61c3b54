#include "daemon/rfc3339.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using namespace std::chrono;

TEST(Rfc3339, GoesBothWays) {
  const Wall at = sys_days(2027y / March / 1) + hours(14) + minutes(3) + seconds(20);
  EXPECT_EQ(to_rfc3339(at), "2027-03-01T14:03:20Z");
  EXPECT_EQ(from_rfc3339("2027-03-01T14:03:20Z").value(), at);
  EXPECT_EQ(from_rfc3339("2027-03-01T15:03:20.75+01:00").value(), at);
  EXPECT_EQ(from_rfc3339("2027-03-01t09:33:20-04:30").value(), at);
}

TEST(Rfc3339, RefusesEverythingElse) {
  for (const char* text :
       {"", "now", "2027-03-01", "2027-03-01T14:03:20", "2027-02-30T14:03:20Z",
        "2027-03-01T25:03:20Z", "2027-03-01T14:03:20+1:00", "2027-03-01T14:03:20Zx",
        "2027-03-01T14:03:20.Z+", "2027-03-01T14:03:20+01:00x"}) {
    EXPECT_FALSE(from_rfc3339(text)) << text;
  }
}

}  // namespace
}  // namespace holdfast::daemon
