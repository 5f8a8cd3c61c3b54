// Every system call of a change fails once, in every way, and the process is killed at each: the
// kernel then holds what it held or what it should, and the next change goes through.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <cerrno>

#include "platform/firewall/firewall.h"
#include "tests/fakes/faulty_syscalls.h"
#include "tests/system/firewall/block_sets.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using testing::ip;
using testing::try_connect;
using testing::TwoHosts;

constexpr auto kEnds = Wall{std::chrono::hours{5}};

class FirewallFaultsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
    listener_ = hosts_->listen_far(22);
  }

  static Result<std::unique_ptr<Firewall>> create() {
    FirewallOptions options;
    options.sentry = SentryPorts{.uid = 4242, .http = 1080, .https = 1443};
    options.now = [] { return Wall{}; };
    return Firewall::create(std::move(options));
  }
  // By a firewall of its own, which only reads.
  static std::string drift(Firewall& firewall, const BlockSet& set) {
    const auto verdict = firewall.verify(set);
    return verdict ? verdict->drift : verdict.error().text;
  }

  const BlockSet before_ = block_set({"203.0.113.7", "203.0.113.1"}, {"198.51.100.0/24"});
  const BlockSet after_ =
      block_set({"203.0.113.7", "2001:db8:ffff::1"}, {"198.51.100.0/25", "10.0.0.0/8"}, kEnds);
  std::optional<TwoHosts> hosts_;
  Fd listener_;
};

constexpr int kFaults[] = {EIO, EINTR, ENOBUFS, ENOMEM, EMFILE, EAGAIN, faults::kKill};

TEST_F(FirewallFaultsTest, AChangeIsDoneOrNot) {
  auto made = create();
  ASSERT_TRUE(made);
  Firewall& firewall = **made;
  const std::int64_t steps = faults::for_every_fault(
      faults::kSockets, kFaults, faults::Duration::kOnce,
      [&] {
        const auto applied = firewall.apply(before_);
        ASSERT_TRUE(applied) << applied.error().text;
        ASSERT_EQ(drift(firewall, before_), "");
      },
      [&] { (void)!firewall.apply(after_); },
      [&](const faults::Step& step) {
        const std::string where = step.hit + " " + std::to_string(step.plan.fault);
        ASSERT_EQ(try_connect(ip("203.0.113.7"), 22).error, ECONNREFUSED) << where;
        ASSERT_EQ(try_connect(ip("198.51.100.7"), 22).error, ECONNREFUSED) << where;
        ASSERT_TRUE(drift(firewall, before_).empty() || drift(firewall, after_).empty()) << where;
        const auto applied = firewall.apply(after_);
        ASSERT_TRUE(applied) << where << ": " << applied.error().text;
        ASSERT_EQ(drift(firewall, after_), "") << where;
      });
  EXPECT_GT(steps, 50);
}

TEST_F(FirewallFaultsTest, AStartIsDoneOrNot) {
  const std::int64_t steps = faults::for_every_fault(
      faults::kSockets, kFaults, faults::Duration::kOnce,
      [&] {
        auto made = create();
        ASSERT_TRUE(made && (*made)->lift());
      },
      [&] {
        auto made = create();
        if (made) (void)!(*made)->apply(after_);
      },
      [&](const faults::Step& step) {
        const std::string where = step.hit + " " + std::to_string(step.plan.fault);
        const int error = try_connect(ip("203.0.113.7"), 22).error;
        ASSERT_TRUE(error == 0 || error == ECONNREFUSED) << where;
        auto made = create();
        ASSERT_TRUE(made) << where << made.error().text;
        const auto applied = (*made)->apply(after_);
        ASSERT_TRUE(applied) << where << applied.error().text;
        ASSERT_EQ(drift(**made, after_), "") << where;
      });
  EXPECT_GT(steps, 50);
}

TEST_F(FirewallFaultsTest, AConnectionIsCutThoughTheFirstTryEndedInDoubt) {
  auto made = create();
  ASSERT_TRUE(made);
  Firewall& firewall = **made;
  faults::Outcome outcome;
  for (std::int64_t nth = 1; outcome.count + 1 >= nth; ++nth) {
    ASSERT_TRUE(firewall.apply({}));
    const auto open = try_connect(ip("203.0.113.7"), 22);
    ASSERT_EQ(open.error, 0);
    faults::arm({.calls = faults::kSockets, .nth = nth, .fault = EIO});
    (void)!firewall.apply(after_);
    outcome = faults::disarm();
    ASSERT_TRUE(firewall.apply(after_));
    ASSERT_TRUE(testing::was_cut(open.socket.get())) << outcome.hit << " number " << nth;
    ASSERT_EQ(firewall.verify(after_)->notes, std::vector<Phrase>());
  }
  EXPECT_GT(outcome.count, 10);
}

}  // namespace
}  // namespace holdfast::platform
