#include "platform/attempt_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

#include "platform/firewall/firewall.h"
#include "tests/system/firewall/block_sets.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using ::testing::ElementsAre;
using testing::ip;
using ::testing::IsEmpty;
using testing::Transport;
using testing::try_connect;
using testing::TwoHosts;

Attempt attempt(const char* address, std::uint16_t port, std::uint32_t uid,
                std::uint32_t count = 1) {
  Attempt made;
  made.detector = Detector::kFirewall;
  made.address = ip(address);
  made.port = port;
  made.program = Program{.pid = 0, .uid = uid, .name = {}};
  made.count = count;
  return made;
}

class AttemptLogTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
    FirewallOptions options;
    options.now = [] { return Wall{}; };
    auto made = Firewall::create(std::move(options));
    ASSERT_TRUE(made);
    firewall_ = std::move(*made);
    ASSERT_TRUE(firewall_->apply(block_set({"203.0.113.7", "2001:db8:ffff::7"})));
    auto opened = AttemptLog::open(100);
    ASSERT_TRUE(opened) << opened.error().text;
    log_.emplace(std::move(*opened));
  }
  LogReading read() {
    pollfd ready{.fd = log_->fd(), .events = POLLIN, .revents = 0};
    (void)::poll(&ready, 1, 500);
    auto reading = log_->read();
    EXPECT_TRUE(reading) << reading.error().text;
    return *reading;
  }

  std::optional<TwoHosts> hosts_;
  std::unique_ptr<Firewall> firewall_;
  std::optional<AttemptLog> log_;
};

TEST_F(AttemptLogTest, TellsAddressPortAndUserAtOnce) {
  (void)try_connect(ip("203.0.113.7"), 5222);
  EXPECT_THAT(read().attempts, ElementsAre(attempt("203.0.113.7", 5222, 0)));
  EXPECT_EQ(
      testing::as_user(
          4242,
          [] { return try_connect(ip("2001:db8:ffff::7"), 443).error == ECONNREFUSED ? 0 : 1; }),
      0);
  EXPECT_THAT(read().attempts, ElementsAre(attempt("2001:db8:ffff::7", 443, 4242)));
  EXPECT_THAT(read().attempts, IsEmpty());
}

TEST_F(AttemptLogTest, MergesWhatIsAlike) {
  for (int i = 0; i < 3; ++i) (void)try_connect(ip("203.0.113.7"), 22);
  (void)try_connect(ip("203.0.113.7"), 23);
  const LogReading reading = read();
  EXPECT_THAT(reading.attempts,
              ElementsAre(attempt("203.0.113.7", 22, 0, 3), attempt("203.0.113.7", 23, 0)));
  EXPECT_EQ(reading.lost, 0U);
}

TEST_F(AttemptLogTest, AFloodIsPacedAndCountedInTheKernel) {
  const auto udp = try_connect(ip("203.0.113.7"), 443, Transport::kUdp);
  for (int i = 0; i < 1000; ++i) (void)::send(udp.socket.get(), "x", 1, 0);
  const LogReading reading = read();
  ASSERT_EQ(reading.attempts.size(), 1U);
  EXPECT_LT(reading.attempts[0].count, 100U);
  const auto hits = firewall_->hits();
  ASSERT_TRUE(hits);
  ASSERT_EQ(hits->size(), 1U);
  EXPECT_GT((*hits)[0].packets, 400U);  // a send may only report the last rejection
}

TEST_F(AttemptLogTest, CountsWhatItCouldNotKeep) {
  (void)try_connect(ip("203.0.113.7"), 1);
  (void)read();
  const int tiny = 2048;
  ASSERT_EQ(::setsockopt(log_->fd(), SOL_SOCKET, SO_RCVBUFFORCE, &tiny, sizeof tiny), 0);
  for (std::uint16_t port = 100; port < 200; ++port) (void)try_connect(ip("203.0.113.7"), port);
  const std::size_t kept = read().attempts.size();
  EXPECT_LT(kept, 100U);
  (void)try_connect(ip("203.0.113.7"), 1000);
  EXPECT_EQ(read().lost, 100 - kept);
}

TEST_F(AttemptLogTest, OneReaderAGroup) {
  const auto second = AttemptLog::open(100);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_TRUE(AttemptLog::open(101));
}

TEST_F(AttemptLogTest, NeedsTheRight) {
  EXPECT_EQ(testing::as_user(4242,
                             [] {
                               const auto opened = AttemptLog::open(102);
                               return !opened && opened.error().code == ErrorCode::kUnsupported ? 0
                                                                                                : 1;
                             }),
            0);
}

TEST(PacketDestination, ReadsBothFamiliesPastTheirOptions) {
  std::vector<std::uint8_t> four(28, 0);
  four[0] = 0x46;  // six words of header: one of options
  four[9] = 17;
  four[16] = 203, four[18] = 113, four[19] = 7;
  four[26] = 0x01, four[27] = 0xBB;
  auto found = packet_destination(four);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->destination, ip("203.0.113.7"));
  EXPECT_EQ(found->port, 443);
  four[7] = 1;  // a later fragment has no ports
  EXPECT_EQ(packet_destination(four)->port, 0);

  std::vector<std::uint8_t> six(52, 0);
  six[0] = 0x60;
  six[6] = 0;  // hop-by-hop options, then TCP
  six[24] = 0x20, six[25] = 0x01, six[39] = 7;
  six[40] = 6;
  six[50] = 0, six[51] = 22;
  found = packet_destination(six);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->destination, ip("2001::7"));
  EXPECT_EQ(found->port, 22);
  six.resize(45);
  EXPECT_EQ(packet_destination(six)->port, 0);
  six.resize(39);
  EXPECT_FALSE(packet_destination(six));
  EXPECT_FALSE(packet_destination({}));
}

}  // namespace
}  // namespace holdfast::platform
