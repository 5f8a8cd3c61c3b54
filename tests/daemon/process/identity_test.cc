#include "daemon/process/identity.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

TEST(Identity, FallsBackToAnIdOfNobody) {
  EXPECT_EQ(sentry_identity("root").uid, 0U);
  EXPECT_EQ(sentry_identity("no such user").uid, 61853U);
  EXPECT_EQ(sentry_identity("no such user").gid, 61853U);
}

TEST(Identity, KeepsTheHelpersApart) {
  EXPECT_NE(post_identity("no such user").uid, sentry_identity("no such user").uid);
  EXPECT_NE(post_identity("no such user").gid, sentry_identity("no such user").gid);
}

}  // namespace
}  // namespace holdfast::daemon
