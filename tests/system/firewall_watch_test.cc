#include "platform/firewall_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include "platform/firewall/firewall.h"
#include "tests/system/firewall/block_sets.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::run;
using testing::TwoHosts;

class FirewallWatchTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
    FirewallOptions options;
    options.guard = TableGuard::kNone;
    options.now = [] { return Wall{}; };
    auto made = Firewall::create(std::move(options));
    ASSERT_TRUE(made);
    firewall_ = std::move(*made);
    ASSERT_TRUE(firewall_->apply(set_));
    auto opened = FirewallWatch::open(firewall_->port_id());
    ASSERT_TRUE(opened);
    watch_.emplace(std::move(*opened));
  }
  std::vector<TableTouch> read() {
    auto touches = watch_->read();
    EXPECT_TRUE(touches) << touches.error().text;
    return *touches;
  }

  const BlockSet set_ = block_set({"203.0.113.7", "203.0.113.8"}, {"198.51.100.0/24"});
  std::optional<TwoHosts> hosts_;
  std::unique_ptr<Firewall> firewall_;
  std::optional<FirewallWatch> watch_;
};

TEST_F(FirewallWatchTest, NamesWhoDidWhat) {
  const std::string pid = run("sh -c 'echo $$; exec nft delete table inet holdfast'");
  pollfd ready{.fd = watch_->fd(), .events = POLLIN, .revents = 0};
  EXPECT_EQ(::poll(&ready, 1, 2000), 1);
  const auto touches = read();
  ASSERT_EQ(touches.size(), 1U);
  EXPECT_EQ(touches[0].program, "nft");
  EXPECT_EQ(touches[0].pid, std::stoi(pid));
  EXPECT_THAT(touches[0].what, HasSubstr("the table was deleted"));
}

TEST_F(FirewallWatchTest, TellsTransactionsApartAndCounts) {
  run("nft delete element inet holdfast net4 '{ 198.51.100.0/24 }'");
  run("nft 'add rule inet holdfast output accept; add rule inet holdfast output accept'");
  const auto touches = read();
  ASSERT_EQ(touches.size(), 2U);
  EXPECT_THAT(touches[0].what, HasSubstr("taken out"));
  EXPECT_EQ(touches[1].what, "2 rules were added");
}

TEST_F(FirewallWatchTest, IgnoresOurselvesAndOtherTables) {
  ASSERT_TRUE(firewall_->apply(block_set({"203.0.113.9"})));
  run("nft add table inet other; nft add table ip holdfast; nft delete table inet other");
  EXPECT_THAT(read(), IsEmpty());
}

TEST_F(FirewallWatchTest, HearsAFlushOfEverything) {
  run("nft flush ruleset");
  ASSERT_EQ(read().size(), 1U);
  ASSERT_TRUE(firewall_->apply(set_));
  EXPECT_THAT(read(), IsEmpty());
}

TEST_F(FirewallWatchTest, AttemptsAreNoTouch) {
  (void)testing::try_connect(testing::ip("203.0.113.7"), 22);
  EXPECT_THAT(read(), IsEmpty());
}

}  // namespace
}  // namespace holdfast::platform
