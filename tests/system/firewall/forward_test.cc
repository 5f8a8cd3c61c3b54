// A guest (a container, a virtual machine) whose connections this machine forwards.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <thread>

#include "platform/firewall/firewall.h"
#include "tests/system/firewall/block_sets.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using testing::ip;
using testing::run;
using testing::try_connect;
using testing::TwoHosts;

class ForwardTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
    std::thread([this] {
      if (::unshare(CLONE_NEWNET) != 0) std::abort();
      guest_ = Fd(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
    }).join();
    run("echo 1 > /proc/sys/net/ipv4/ip_forward"
        " && echo 1 > /proc/sys/net/ipv6/conf/all/forwarding"
        " && ip link add bridge type veth peer name eth netns /proc/" +
        std::to_string(::getpid()) + "/fd/" + std::to_string(guest_.get()) +
        " && ip link set bridge up && ip addr add 10.9.0.1/24 dev bridge"
        " && ip -6 addr add 2001:db8:9::1/64 dev bridge nodad");
    in_guest([] {
      run("ip link set eth up && ip addr add 10.9.0.2/24 dev eth"
          " && ip -6 addr add 2001:db8:9::2/64 dev eth nodad"
          " && ip route add default via 10.9.0.1 && ip -6 route add default via 2001:db8:9::1");
    });
    hosts_->in_far([] {
      run("ip route add 10.9.0.0/24 via 192.0.2.1"
          " && ip -6 route add 2001:db8:9::/64 via 2001:db8::1");
    });
    listener_ = hosts_->listen_far(22);
  }
  void in_guest(const std::function<void()>& work) const {
    std::thread([&] {
      ASSERT_EQ(::setns(guest_.get(), CLONE_NEWNET), 0);
      work();
    }).join();
  }
  int error_from_guest(const char* address) const {
    int error = 0;
    in_guest([&] { error = try_connect(ip(address), 22).error; });
    return error;
  }

  std::optional<TwoHosts> hosts_;
  Fd guest_;
  Fd listener_;
};

TEST_F(ForwardTest, AGuestIsRefusedWhatIsBlockedAndNothingElse) {
  ASSERT_EQ(error_from_guest("203.0.113.7"), 0);
  FirewallOptions options;
  options.now = [] { return Wall{}; };
  auto firewall = Firewall::create(std::move(options));
  ASSERT_TRUE(firewall);
  ASSERT_TRUE(
      (*firewall)->apply(block_set({"203.0.113.7", "2001:db8:ffff::7"}, {"198.51.100.0/24"})));
  EXPECT_EQ(error_from_guest("203.0.113.7"), ECONNREFUSED);
  EXPECT_EQ(error_from_guest("198.51.100.9"), ECONNREFUSED);
  EXPECT_EQ(error_from_guest("2001:db8:ffff::7"), ECONNREFUSED);
  EXPECT_EQ(error_from_guest("203.0.113.8"), 0);
  EXPECT_EQ(error_from_guest("2001:db8:ffff::8"), 0);
}

}  // namespace
}  // namespace holdfast::platform
