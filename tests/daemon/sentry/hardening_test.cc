#include "daemon/sentry/hardening.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/daemon/sentry/sentry_world.h"

namespace holdfast::daemon {
namespace {

class HardeningTest : public SentryWorld {
 protected:
  std::string status(const std::string& field) { return status_of(sentry_->pid(), field); }
};

TEST_F(HardeningTest, LeavesTheSentryWithNothing) {
  start_sentry();
  const std::string uid = std::to_string(sentry_identity("holdfast-sentry").uid);
  EXPECT_EQ(status("Uid"), uid + "\t" + uid + "\t" + uid + "\t" + uid);
  EXPECT_TRUE(status("Groups").find_first_not_of(" ") == std::string::npos) << status("Groups");
  for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"})
    EXPECT_EQ(status(set), "0000000000000000") << set;
  EXPECT_EQ(status("NoNewPrivs"), "1");
  EXPECT_EQ(status("Threads"), "1");
}

TEST_F(HardeningTest, CannotBeTracedOrDumped) {
  start_sentry();
  const std::string proc = "/proc/" + std::to_string(sentry_->pid());
  EXPECT_EQ(run("stat -c %u " + proc + "/fd").text, "0\n");  // root's, as for any undumpable one
  EXPECT_EQ(run("awk '/^Max core/ { print $5, $6 }' " + proc + "/limits").text, "0 0\n");
}

TEST_F(HardeningTest, HoldsNoDescriptorThatItWasNotGiven) {
  start_sentry();
  const Said links = run("readlink /proc/" + std::to_string(sentry_->pid()) + "/fd/* | sort");
  EXPECT_EQ(links.text.find(folder_.string()), std::string::npos) << links.text;
  const Said sockets =
      run("readlink /proc/" + std::to_string(sentry_->pid()) + "/fd/* | grep -c socket");
  EXPECT_EQ(sockets.text, "5\n") << links.text;  // the channel and four listeners
}

TEST(DescriptorLimit, IsRaisedAsFarAsItGoes) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const std::size_t now = raise_descriptor_limit();
  EXPECT_GE(now, before.rlim_cur < 65'536 ? before.rlim_cur : 65'536);
  rlimit after{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &after), 0);
  EXPECT_EQ(after.rlim_cur, now);
}

}  // namespace
}  // namespace holdfast::daemon
