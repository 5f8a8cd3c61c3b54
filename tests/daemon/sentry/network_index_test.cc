#include "daemon/sentry/network_index.h"

#include <gtest/gtest.h>

#include <random>

namespace holdfast::daemon {
namespace {

IpAddress address(const char* text) { return *IpAddress::parse(text); }

TEST(NetworkIndex, FindsWhatLiesWithin) {
  const auto bytes =
      build_network_index({*Network::parse("203.0.113.0/24"), *Network::parse("203.0.113.128/25"),
                           *Network::parse("198.51.100.7"), *Network::parse("2001:db8::/32")});
  const auto index = NetworkIndex::open(bytes);
  ASSERT_TRUE(index);
  EXPECT_EQ(index->size(), 3U);
  for (const char* inside : {"203.0.113.0", "203.0.113.255", "198.51.100.7", "2001:db8:ffff::1"})
    EXPECT_TRUE(index->contains(address(inside))) << inside;
  for (const char* outside :
       {"203.0.112.255", "203.0.114.0", "198.51.100.8", "2001:db9::", "0.0.0.0", "::"})
    EXPECT_FALSE(index->contains(address(outside))) << outside;
  EXPECT_FALSE(NetworkIndex().contains(address("203.0.113.7")));
}

TEST(NetworkIndex, AgreesWithALinearSearch) {
  std::mt19937 random(7);
  std::vector<Network> networks;
  for (int i = 0; i < 300; ++i) {
    const auto octet = [&] { return static_cast<std::uint8_t>(random() % 8); };
    networks.push_back(Network::of(IpAddress::v4({10, octet(), octet(), octet()}),
                                   8 + static_cast<int>(random() % 12) * 2 + 2));
  }
  const auto bytes = build_network_index(networks);
  const auto index = NetworkIndex::open(bytes);
  ASSERT_TRUE(index);
  for (int i = 0; i < 20'000; ++i) {
    const auto octet = [&] { return static_cast<std::uint8_t>(random() % 16); };
    const IpAddress probe = IpAddress::v4({10, octet(), octet(), octet()});
    bool expected = false;
    for (const Network& network : networks) expected = expected || network.contains(probe);
    ASSERT_EQ(index->contains(probe), expected) << probe.to_string();
  }
}

TEST(NetworkIndex, RefusesDamage) {
  auto bytes = build_network_index({*Network::parse("10.0.0.0/8"), *Network::parse("11.0.0.0/8")});
  EXPECT_FALSE(NetworkIndex::open(std::span(bytes).first(17)));
  auto bad = bytes;
  bad[0] = std::byte{5};
  EXPECT_FALSE(NetworkIndex::open(bad));
  bad = bytes;
  bad[1] = std::byte{33};
  EXPECT_FALSE(NetworkIndex::open(bad));
  std::swap_ranges(bytes.begin(), bytes.begin() + 18, bytes.begin() + 18);
  EXPECT_FALSE(NetworkIndex::open(bytes));
}

}  // namespace
}  // namespace holdfast::daemon
