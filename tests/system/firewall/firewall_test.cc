#include "platform/firewall/firewall.h"

#include <netinet/in.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/netfilter_ipv4.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include "tests/system/firewall/block_sets.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using testing::accept_within;
using testing::as_user;
using ::testing::HasSubstr;
using testing::ip;
using testing::listen_near;
using ::testing::Not;
using testing::run;
using testing::try_connect;
using testing::TwoHosts;

constexpr std::uint32_t kSentryUid = 4242;
constexpr SentryPorts kSentry{.uid = kSentryUid, .http = 1080, .https = 1443};

class FirewallTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
  }

  FirewallOptions options(TableGuard guard = TableGuard::kStrongest) {
    FirewallOptions made;
    made.guard = guard;
    made.sentry = kSentry;
    made.now = [this] { return now_; };
    return made;
  }
  std::unique_ptr<Firewall> make(FirewallOptions chosen) {
    auto made = Firewall::create(std::move(chosen));
    EXPECT_TRUE(made) << made.error().text;
    return std::move(*made);
  }
  std::unique_ptr<Firewall> make() { return make(options()); }

  void expect_applied(Firewall& firewall, const BlockSet& set) {
    const auto applied = firewall.apply(set);
    ASSERT_TRUE(applied) << applied.error().text;
    const auto verdict = firewall.verify(set);
    ASSERT_TRUE(verdict) << verdict.error().text;
    EXPECT_EQ(verdict->drift, "") << run("nft list ruleset");
    EXPECT_TRUE(verdict->holds);
  }

  Wall now_{std::chrono::sys_days{std::chrono::January / 5 / 2026}};
  std::optional<TwoHosts> hosts_;
};

TEST_F(FirewallTest, HoldsAnEmptySet) {
  auto firewall = make();
  expect_applied(*firewall, {});
  EXPECT_EQ(firewall->table_flags(), kTableOwned | kTablePersists);
  EXPECT_THAT(run("nft list ruleset"), HasSubstr("redirect to :1443 comment \"to the sentry\""));
}

TEST_F(FirewallTest, RejectsOtherPortsAtOnceAndCountsThem) {
  auto listener = hosts_->listen_far(22);
  ASSERT_EQ(try_connect(ip("203.0.113.7"), 22).error, 0);
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.7", "2001:db8:ffff::7"}, {"198.51.100.0/25"}));
  EXPECT_EQ(try_connect(ip("203.0.113.7"), 22).error, ECONNREFUSED);
  EXPECT_EQ(try_connect(ip("2001:db8:ffff::7"), 22).error, ECONNREFUSED);
  EXPECT_EQ(try_connect(ip("198.51.100.99"), 22).error, ECONNREFUSED);
  EXPECT_EQ(try_connect(ip("203.0.113.8"), 22).error, 0);
  EXPECT_EQ(try_connect(ip("198.51.100.200"), 22).error, 0);
  EXPECT_EQ(try_connect(ip("2001:db8:ffff::8"), 22).error, 0);

  const auto hits = firewall->hits();
  ASSERT_TRUE(hits);
  EXPECT_THAT(*hits, ::testing::UnorderedElementsAre(Hit{0, ip("203.0.113.7"), 22, 1},
                                                     Hit{0, ip("198.51.100.99"), 22, 1},
                                                     Hit{0, ip("2001:db8:ffff::7"), 22, 1}));
}

TEST_F(FirewallTest, RedirectsWebPortsWithTheirOriginalDestination) {
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.7"}, {"198.51.100.0/24"}));
  auto https = listen_near(ip("127.0.0.1"), kSentry.https);
  for (const char* address : {"203.0.113.7", "198.51.100.3", "127.0.53.66"}) {
    auto client = try_connect(ip(address), 443);
    EXPECT_EQ(client.error, 0) << address;
    const Fd accepted = accept_within(https.get());
    sockaddr_in original{};
    socklen_t size = sizeof original;
    ASSERT_EQ(::getsockopt(accepted.get(), SOL_IP, SO_ORIGINAL_DST, &original, &size), 0);
    char text[INET_ADDRSTRLEN];
    EXPECT_STREQ(::inet_ntop(AF_INET, &original.sin_addr, text, sizeof text), address);
    EXPECT_EQ(ntohs(original.sin_port), 443);
  }
  auto http6 = listen_near(ip("::1"), kSentry.http);
  expect_applied(*firewall, block_set({"2001:db8:ffff::7"}));
  EXPECT_EQ(try_connect(ip("2001:db8:ffff::7"), 80).error, 0);
  EXPECT_TRUE(accept_within(http6.get()));
}

TEST_F(FirewallTest, RefusesTheSinkholesOtherPortsAndQuic) {
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.7"}));
  EXPECT_EQ(try_connect(ip("127.0.53.66"), 22).error, ECONNREFUSED);
  EXPECT_EQ(try_connect(ip("127.0.53.65"), 22).error, ECONNREFUSED);  // nobody listens
  for (const char* address : {"127.0.53.66", "203.0.113.7"}) {
    const auto quic = try_connect(ip(address), 443, testing::Transport::kUdp);
    ASSERT_EQ(quic.error, 0);
    (void)::send(quic.socket.get(), "x", 1, 0);
    EXPECT_TRUE(testing::was_cut(quic.socket.get())) << address;
  }
  const auto hits = firewall->hits();
  ASSERT_TRUE(hits);
  EXPECT_THAT(*hits, ::testing::UnorderedElementsAre(Hit{0, ip("127.0.53.66"), 22, 1},
                                                     Hit{0, ip("127.0.53.66"), 443, 1},
                                                     Hit{0, ip("203.0.113.7"), 443, 1}));
}

TEST_F(FirewallTest, CurlFailsAtOnce) {
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.7"}));
  // 7: could not connect; 28 would be the time limit.
  EXPECT_EQ(run("curl -s --noproxy '*' --max-time 5 http://203.0.113.7:8080/; echo $?"), "7\n");
  EXPECT_EQ(run("curl -s --noproxy '*' --max-time 5 https://203.0.113.7/; echo $?"), "7\n");
}

TEST_F(FirewallTest, LetsTheSentryThrough) {
  auto listener = hosts_->listen_far(443);
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.7"}));
  const auto connect = [] { return try_connect(ip("203.0.113.7"), 443).error; };
  EXPECT_EQ(as_user(kSentryUid, connect), 0);
  EXPECT_EQ(as_user(kSentryUid + 1, connect), ECONNREFUSED);  // redirected; nobody listens there
}

TEST_F(FirewallTest, OwnAddressesInABlockedNetworkStayReachable) {
  auto near = listen_near(ip("192.0.2.1"), 8080);
  auto far = hosts_->listen_far(8081);
  auto firewall = make();
  expect_applied(*firewall, block_set({}, {"192.0.2.0/24"}));
  EXPECT_EQ(try_connect(ip("192.0.2.1"), 8080).error, 0);
  // The reset comes back to an address inside the blocked network: it must not be swallowed.
  EXPECT_EQ(try_connect(ip("192.0.2.2"), 8081).error, ECONNREFUSED);
}

TEST_F(FirewallTest, CutsOpenConnectionsOfWhatIsNewlyBlocked) {
  auto listener = hosts_->listen_far(5222);
  auto doomed = try_connect(ip("203.0.113.7"), 5222);
  auto in_network = try_connect(ip("198.51.100.7"), 5222);
  auto other = try_connect(ip("203.0.113.8"), 5222);
  auto six = try_connect(ip("2001:db8:ffff::7"), 5222);
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.7", "2001:db8:ffff::7"}, {"198.51.100.0/24"}));
  EXPECT_TRUE(testing::was_cut(doomed.socket.get()));
  EXPECT_TRUE(testing::was_cut(in_network.socket.get()));
  EXPECT_TRUE(testing::was_cut(six.socket.get()));
  char byte = 'x';
  EXPECT_EQ(::send(other.socket.get(), &byte, 1, MSG_NOSIGNAL), 1);
  EXPECT_EQ(::recv(other.socket.get(), &byte, 1, MSG_DONTWAIT), -1);
  EXPECT_EQ(errno, EAGAIN);
  const auto hits = firewall->hits();
  ASSERT_TRUE(hits);
  EXPECT_TRUE(hits->empty()) << "a cut connection is no attempt";
}

TEST_F(FirewallTest, AppliesDifferences) {
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.1", "203.0.113.2"}, {"198.51.100.0/24"}));
  const std::string before = run("nft -a list chain inet holdfast output");
  expect_applied(*firewall,
                 block_set({"203.0.113.2", "203.0.113.3"}, {"198.51.100.0/25", "198.51.0.0/16"}));
  expect_applied(*firewall, block_set({"203.0.113.3"}, {"198.51.100.0/25"}));
  expect_applied(*firewall, block_set({}, {"198.51.100.0/24", "255.255.255.0/24"}));
  EXPECT_EQ(run("nft -a list chain inet holdfast output"), before) << "rules were written anew";
}

TEST_F(FirewallTest, GivesEndsToTheKernel) {
  auto firewall = make();
  const BlockSet set =
      block_set({"203.0.113.1"}, {"198.51.100.0/24"}, now_ + std::chrono::seconds{1});
  ASSERT_TRUE(firewall->apply(set));
  EXPECT_EQ(try_connect(ip("203.0.113.1"), 9).error, ECONNREFUSED);
  EXPECT_EQ(try_connect(ip("198.51.100.1"), 9).error, ECONNREFUSED);
  auto listener = hosts_->listen_far(9);
  std::this_thread::sleep_for(std::chrono::milliseconds{1300});
  EXPECT_EQ(try_connect(ip("203.0.113.1"), 9).error, 0);
  EXPECT_EQ(try_connect(ip("198.51.100.1"), 9).error, 0);
  now_ += std::chrono::milliseconds{1300};
  expect_applied(*firewall, set);
}

TEST_F(FirewallTest, SetsEndsAnewWhenTheClockWasTurned) {
  auto firewall = make();
  const BlockSet set =
      block_set({"203.0.113.1"}, {"198.51.100.0/24"}, now_ + std::chrono::hours{9});
  expect_applied(*firewall, set);
  now_ += std::chrono::hours{8};
  EXPECT_FALSE(firewall->verify(set)->holds);
  expect_applied(*firewall, set);
  EXPECT_THAT(run("nft list set inet holdfast blocked4"), Not(HasSubstr("timeout 9h")));
}

TEST_F(FirewallTest, OthersCannotTouchAnOwnedTable) {
  auto firewall = make();
  const BlockSet set = block_set({"203.0.113.7"});
  expect_applied(*firewall, set);
  EXPECT_THAT(run("nft delete table inet holdfast || true"), HasSubstr("not permitted"));
  EXPECT_THAT(run("nft flush table inet holdfast || true"), HasSubstr("not permitted"));
  run("nft flush ruleset");
  EXPECT_TRUE(firewall->verify(set)->holds);
}

TEST_F(FirewallTest, OutlivesAKilledOwnerAndIsTakenOver) {
  const BlockSet set = block_set({"203.0.113.7"});
  const pid_t child = ::fork();
  if (child == 0) {
    auto firewall = make();
    if (!firewall->apply(set)) ::_exit(1);
    ::raise(SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(try_connect(ip("203.0.113.7"), 22).error, ECONNREFUSED);
  const std::string orphan = run("nft -a list chain inet holdfast output");
  auto next = make();
  expect_applied(*next, set);
  EXPECT_EQ(run("nft -a list chain inet holdfast output"), orphan) << "taken over, not rebuilt";
  EXPECT_THAT(run("nft delete table inet holdfast || true"), HasSubstr("not permitted"));
}

TEST_F(FirewallTest, CarriesOnWithAnAdoptedSocket) {
  auto first = make();
  const BlockSet set = block_set({"203.0.113.7"});
  expect_applied(*first, set);
  const int kept = ::fcntl(first->owner_fd(), F_DUPFD_CLOEXEC, 0);
  first.reset();
  EXPECT_THAT(run("nft delete table inet holdfast || true"), HasSubstr("not permitted"));
  FirewallOptions chosen = options();
  chosen.adopted_fd = kept;
  auto second = make(std::move(chosen));
  expect_applied(*second, block_set({"203.0.113.8"}));
}

TEST_F(FirewallTest, ASecondOwnerIsRefused) {
  auto first = make();
  const BlockSet set = block_set({"203.0.113.7"});
  expect_applied(*first, set);
  auto second = make();
  const auto applied = second->apply(set);
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().code, ErrorCode::kBusy);
  EXPECT_EQ(second->lift().error().code, ErrorCode::kBusy);
  EXPECT_TRUE(first->verify(set)->holds);
}

TEST_F(FirewallTest, SeesAndMendsEveryKindOfChange) {
  auto firewall = make(options(TableGuard::kNone));
  const BlockSet set = block_set({"203.0.113.7", "203.0.113.8"}, {"198.51.100.0/24"});
  expect_applied(*firewall, set);
  for (const char* change : {
           "nft flush ruleset",
           "nft delete table inet holdfast",
           "nft flush chain inet holdfast refused",
           "nft insert rule inet holdfast output accept",
           "nft insert rule inet holdfast output ip daddr 203.0.113.7 accept",
           "nft delete element inet holdfast blocked4 '{ 203.0.113.7 }'",
           "nft add element inet holdfast blocked4 '{ 203.0.113.9 }'",
           "nft flush set inet holdfast net4",
           "nft add chain inet holdfast mine",
           "nft 'add chain inet holdfast mine; insert rule inet holdfast output tcp dport { 1, 2 } "
           "jump mine'",
           "nft 'add chain inet holdfast mine; add map inet holdfast m { type inet_service : "
           "verdict; }; add element inet holdfast m { 1 : jump mine }'",
           "nft add set inet holdfast s '{ type ipv4_addr; }'",
           "nft 'flush chain inet holdfast output; delete chain inet holdfast output'",
           "nft add table inet holdfast '{ flags dormant; }'",
           "nft chain inet holdfast forward '{ policy drop; }'",
       }) {
    run(change);
    const auto verdict = firewall->verify(set);
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->holds) << change;
    EXPECT_NE(verdict->drift, "") << change;
    expect_applied(*firewall, set);
  }
}

TEST_F(FirewallTest, LiftLeavesNothing) {
  run("nft add table inet other");
  auto firewall = make();
  expect_applied(*firewall, block_set({"203.0.113.7"}));
  ASSERT_TRUE(firewall->lift());
  ASSERT_TRUE(firewall->lift()) << "twice is fine";
  EXPECT_THAT(run("nft list ruleset"), Not(HasSubstr("holdfast")));
  EXPECT_THAT(run("nft list ruleset"), HasSubstr("table inet other"));
  expect_applied(*firewall, block_set({"203.0.113.7"}));
}

TEST_F(FirewallTest, HoldsTenThousandAddresses) {
  BlockSet set;
  for (int i = 0; i < 10'000; ++i) {
    const auto high = static_cast<std::uint8_t>(i >> 8);
    set.addresses.push_back(blocked(IpAddress::v4({11, high, static_cast<std::uint8_t>(i), 1})));
  }
  std::ranges::sort(set.addresses);
  auto firewall = make();
  expect_applied(*firewall, set);
  set.addresses.erase(set.addresses.begin() + 77);
  expect_applied(*firewall, set);
}

TEST_F(FirewallTest, SaysWhatIsMissingWithoutRights) {
  const int code = as_user(12345, [&] {
    const auto made = Firewall::create(options());
    if (made || made.error().code != ErrorCode::kRefused) return 1;
    return made.error().text.english().find("CAP_NET_ADMIN") == std::string::npos ? 2 : 0;
  });
  EXPECT_EQ(code, 0);
}

TEST_F(FirewallTest, RefusesAStrangeSocketInPlaceOfItsOwn) {
  FirewallOptions chosen = options();
  chosen.adopted_fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const Fd kept(*chosen.adopted_fd);
  EXPECT_EQ(Firewall::create(std::move(chosen)).error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace holdfast::platform
