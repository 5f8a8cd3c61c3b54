#include "daemon/sentry/identity.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

TEST(SentryIdentity, FallsBackToAnIdOfNobody) {
  EXPECT_EQ(sentry_identity("root").uid, 0U);
  EXPECT_EQ(sentry_identity("no such user").uid, 61853U);
  EXPECT_EQ(sentry_identity("no such user").gid, 61853U);
}

}  // namespace
}  // namespace holdfast::daemon
