#include "platform/firewall/nft_batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/netlink.h>

#include <cerrno>

#include "platform/firewall/table_reader.h"
#include "tests/system/two_hosts.h"

namespace holdfast::platform {
namespace {

using ::testing::HasSubstr;
using testing::run;
using testing::TwoHosts;

class NftBatchTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::may_make_namespaces()) GTEST_SKIP() << "needs root to make namespaces";
    hosts_.emplace();
    auto opened = NetlinkSocket::open(NETLINK_NETFILTER);
    ASSERT_TRUE(opened);
    socket_.emplace(std::move(*opened));
  }
  std::optional<TwoHosts> hosts_;
  std::optional<NetlinkSocket> socket_;
};

TEST_F(NftBatchTest, IsCarriedOutWholeOrNotAtAll) {
  NftBatch batch;
  batch.add_table("one", 0);
  batch.delete_table("missing");
  const NetlinkStatus status = batch.commit(*socket_);
  EXPECT_EQ(status.number, ENOENT);
  EXPECT_STREQ(batch.purpose(status.sequence), "deleting the table");
  EXPECT_EQ(run("nft list ruleset"), "");
}

TEST_F(NftBatchTest, AnEmptyOneIsNoTransaction) {
  std::uint32_t before = 0;
  std::uint32_t after = 0;
  ASSERT_TRUE(read_generation(*socket_, before).ok());
  NftBatch batch;
  EXPECT_TRUE(batch.empty());
  EXPECT_TRUE(batch.commit(*socket_).ok());
  ASSERT_TRUE(read_generation(*socket_, after).ok());
  EXPECT_EQ(before, after);
}

TEST_F(NftBatchTest, IsRefusedWhenSomebodyWasFaster) {
  std::uint32_t generation = 0;
  ASSERT_TRUE(read_generation(*socket_, generation).ok());
  run("nft add table inet other");
  NftBatch late(generation);
  late.add_table("mine", 0);
  EXPECT_EQ(late.commit(*socket_).number, ERESTART);
  ASSERT_TRUE(read_generation(*socket_, generation).ok());
  NftBatch timely(generation);
  timely.add_table("mine", 0);
  EXPECT_TRUE(timely.commit(*socket_).ok());
}

TEST_F(NftBatchTest, CarriesFarMoreThanOneDatagramsDefault) {
  std::vector<AddressRange> many;
  for (int i = 0; i < 50'000; ++i) {
    const auto at =
        IpAddress::v4({11, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i), 1});
    many.push_back({at, at, std::nullopt});
  }
  NftBatch batch;
  batch.add_table(kTableName, 0);
  batch.add(make_ruleset({}));
  batch.add_elements(kPlain4, NftBatch::SetKind::kPlain, many, KernelTime{});
  const NetlinkStatus status = batch.commit(*socket_);
  ASSERT_TRUE(status.ok()) << status.error("batch").text;
  TableState state;
  ASSERT_TRUE(read_table(*socket_, KernelTime{}, state).ok());
  EXPECT_EQ(state.ranges.plain4.size(), 50'000U);
}

}  // namespace
}  // namespace holdfast::platform
