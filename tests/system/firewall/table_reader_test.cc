#include "platform/firewall/table_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/netlink.h>

#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Ge;
using testing::ip;
using ::testing::Le;
using ::testing::Optional;
using testing::run;
using ::testing::StartsWith;
using testing::TwoHosts;

class TableReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
  }
  TableState read() {
    auto socket = NetlinkSocket::open(NETLINK_NETFILTER);
    TableState state;
    EXPECT_TRUE(socket && read_table(*socket, KernelTime{}, state).ok());
    return state;
  }
  std::optional<TwoHosts> hosts_;
};

TEST_F(TableReaderTest, NoTableIsNoError) { EXPECT_FALSE(read().present); }

TEST_F(TableReaderTest, ReadsWhatNftWrote) {
  run(R"(nft -f - <<'END'
table ip holdfast { chain elsewhere { }; }
table inet holdfast {
  set blocked4 { type ipv4_addr; flags timeout; elements = { 203.0.113.9, 203.0.113.1 timeout 1h }; }
  set net4 { type ipv4_addr; flags interval,timeout;
    elements = { 10.0.0.0/8, 11.0.0.0/8, 172.16.0.1-172.16.0.9, 255.255.255.0/24 }; }
  set net6 { type ipv6_addr; flags interval; elements = { 2001:db8::/64 }; }
  chain mine { type filter hook input priority 5; policy drop; ip saddr 1.2.3.4 accept; }
}
END)");
  const TableState state = read();
  EXPECT_TRUE(state.present);
  EXPECT_EQ(state.flags, 0U);
  EXPECT_THAT(state.structure.chains,
              ElementsAre(NamedText{"mine", "filter hook 1 priority 5 policy 0"}))
      << "the other family's table is not ours";
  EXPECT_THAT(state.structure.sets, ::testing::SizeIs(3));
  ASSERT_THAT(state.structure.rules, ::testing::SizeIs(1));
  EXPECT_THAT(state.structure.rules[0].text, StartsWith("[meta"));
  ASSERT_EQ(state.ranges.plain4.size(), 2U);
  EXPECT_THAT(state.ranges.plain4[0].until,
              Optional(AllOf(Le(KernelTime{1h}), Ge(KernelTime{59min}))));
  EXPECT_EQ(state.ranges.plain4[1], (AddressRange{ip("203.0.113.9"), ip("203.0.113.9"), {}}));
  EXPECT_THAT(state.ranges.nets4,
              ElementsAre(AddressRange{ip("10.0.0.0"), ip("10.255.255.255"), {}},
                          AddressRange{ip("11.0.0.0"), ip("11.255.255.255"), {}},
                          AddressRange{ip("172.16.0.1"), ip("172.16.0.9"), {}},
                          AddressRange{ip("255.255.255.0"), ip("255.255.255.255"), {}}));
  EXPECT_THAT(state.ranges.nets6,
              ElementsAre(AddressRange{ip("2001:db8::"), ip("2001:db8::ffff:ffff:ffff:ffff"), {}}));
}

TEST_F(TableReaderTest, GenerationGrowsByOneWithEveryTransaction) {
  auto socket = NetlinkSocket::open(NETLINK_NETFILTER);
  std::uint32_t before = 0;
  std::uint32_t after = 0;
  ASSERT_TRUE(socket && read_generation(*socket, before).ok());
  run("nft 'add table inet a; add table inet b; delete table inet a'");
  ASSERT_TRUE(read_generation(*socket, after).ok());
  EXPECT_EQ(after, before + 1);
}

}  // namespace
}  // namespace holdfast::platform
