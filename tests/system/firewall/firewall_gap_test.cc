// Packets are sent without pause while the table changes under them: none may get through.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <thread>

#include "platform/firewall/firewall.h"
#include "tests/system/firewall/block_sets.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using testing::ip;
using testing::TwoHosts;

constexpr std::uint16_t kPort = 9000;

sockaddr_in to(const IpAddress& address) {
  sockaddr_in in{};
  in.sin_family = AF_INET;
  in.sin_port = htons(kPort);
  std::memcpy(&in.sin_addr, address.octets().data(), 4);
  return in;
}

/// Sends datagrams to blocked addresses as long as it lives.
class Hammer {
 public:
  explicit Hammer(const TwoHosts& hosts) {
    hosts.in_far([&] {
      receiver_ = Fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
      const sockaddr_in any = to(ip("0.0.0.0"));
      EXPECT_EQ(::bind(receiver_.get(), reinterpret_cast<const sockaddr*>(&any), sizeof any), 0);
    });
    thread_ = std::thread([this] {
      const Fd sender(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
      const sockaddr_in targets[] = {to(ip("203.0.113.7")), to(ip("198.51.100.7"))};
      while (!stop_) {
        for (const sockaddr_in& target : targets) {
          (void)::sendto(sender.get(), "x", 1, 0, reinterpret_cast<const sockaddr*>(&target),
                         sizeof target);
          ++sent_;
        }
      }
    });
  }
  ~Hammer() {
    stop_ = true;
    thread_.join();
  }
  int arrived() const {
    int count = 0;
    char byte = 0;
    while (::recv(receiver_.get(), &byte, 1, MSG_DONTWAIT) >= 0) ++count;
    return count;
  }
  long sent() const { return sent_; }

 private:
  Fd receiver_;
  std::atomic<bool> stop_{false};
  std::atomic<long> sent_{0};
  std::thread thread_;
};

class FirewallGapTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
  }
  std::unique_ptr<Firewall> make(TableGuard guard, std::uint16_t log_group = 100) {
    FirewallOptions options;
    options.guard = guard;
    options.log_group = log_group;
    options.now = [] { return Wall{}; };
    auto made = Firewall::create(std::move(options));
    EXPECT_TRUE(made) << made.error().text;
    return std::move(*made);
  }
  std::optional<TwoHosts> hosts_;
};

TEST_F(FirewallGapTest, NoPacketSlipsThroughAChange) {
  auto firewall = make(TableGuard::kStrongest);
  const BlockSet sets[] = {
      block_set({"203.0.113.7", "203.0.113.1"}, {"198.51.100.0/24", "10.0.0.0/8"}),
      block_set({"203.0.113.7"}, {"198.51.0.0/16", "10.0.0.0/9"}, Wall{std::chrono::hours{1}}),
      block_set({"203.0.113.7", "203.0.113.2"}, {"198.51.100.0/28"}),
      block_set({"203.0.113.7"}, {"198.51.100.0/25", "198.51.0.0/18"}, Wall{std::chrono::hours{9}}),
  };
  ASSERT_TRUE(firewall->apply(sets[0]));
  const Hammer hammer(*hosts_);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{2};
  for (std::size_t i = 0; std::chrono::steady_clock::now() < end; ++i) {
    const auto applied = firewall->apply(sets[i % 4]);
    ASSERT_TRUE(applied) << applied.error().text;
  }
  EXPECT_EQ(hammer.arrived(), 0) << "of " << hammer.sent();
}

TEST_F(FirewallGapTest, NoPacketSlipsThroughARebuild) {
  // Each finds the other's rules and writes its own.
  auto one = make(TableGuard::kNone, 100);
  auto other = make(TableGuard::kNone, 101);
  const BlockSet set = block_set({"203.0.113.7"}, {"198.51.100.0/24"});
  ASSERT_TRUE(one->apply(set));
  const Hammer hammer(*hosts_);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{2};
  while (std::chrono::steady_clock::now() < end) {
    ASSERT_TRUE(other->apply(set));
    ASSERT_TRUE(one->apply(set));
  }
  EXPECT_EQ(hammer.arrived(), 0) << "of " << hammer.sent();
}

TEST_F(FirewallGapTest, TheHammerHits) {
  const Hammer hammer(*hosts_);
  std::this_thread::sleep_for(std::chrono::milliseconds{100});
  EXPECT_GT(hammer.arrived(), 0);
}

}  // namespace
}  // namespace holdfast::platform
