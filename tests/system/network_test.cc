// The daemon's ears on the kernel, through the whole of it: refused packets and a changed table.
#include <signal.h>

#include "tests/system/live_daemon.h"

namespace holdfast {
namespace {

class NetworkTest : public LiveDaemon {};

TEST_F(NetworkTest, RecordsPacketsThatWereRefused) {
  start();
  edit("block 203.0.113.0/24");
  EXPECT_EQ(run("curl -s --max-time 5 http://203.0.113.9:8080/").status, 7);
  ASSERT_TRUE(wait_for("urge", 1));
  EXPECT_EQ(recorded("urge").front(), "block 203.0.113.0/24");
}

TEST_F(NetworkTest, CannotBeFlushedByOthers) {
  start();
  edit("block 203.0.113.0/24");
  (void)run("nft flush ruleset; nft delete table inet holdfast");
  EXPECT_EQ(run("curl -s --max-time 5 http://203.0.113.9:8080/").status, 7);
}

TEST_F(NetworkTest, IsPutBackAfterSomebodyDeletedItWhileTheDaemonWasDead) {
  start();
  edit("block 203.0.113.0/24");
  end_with(SIGKILL);
  (void)run("nft delete table inet holdfast");
  start();
  EXPECT_EQ(run("curl -s --max-time 5 http://203.0.113.9:8080/").status, 7);
}

}  // namespace
}  // namespace holdfast
