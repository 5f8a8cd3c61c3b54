#include "policy/ip_address.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

IpAddress address(std::string_view text) { return IpAddress::parse(text).value(); }
Network network(std::string_view text) { return Network::parse(text).value(); }

TEST(IpAddress, WritesTheCanonicalFormOfRfc5952) {
  EXPECT_EQ(address("203.0.113.7").to_string(), "203.0.113.7");
  EXPECT_EQ(address("2001:DB8:0:0:0:0:0:7").to_string(), "2001:db8::7");
  EXPECT_EQ(address("2001:db8:0:1:1:1:1:1").to_string(), "2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(address("::").to_string(), "::");
}

TEST(IpAddress, MeansIpv4ByAMappedAddress) {
  EXPECT_EQ(address("::ffff:203.0.113.7"), address("203.0.113.7"));
  EXPECT_EQ(address("::ffff:cb00:7107").family(), IpFamily::kV4);
  EXPECT_NE(address("::203.0.113.7"), address("203.0.113.7"));
}

TEST(IpAddress, RefusesWhatIsNone) {
  for (const std::string_view text :
       {"", " ", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "0x7f.1", "2130706433",
        "fe80::1%eth0", "[::1]", "1::2::3", ":::", "example.org", "\xf0\x9f\x8c\xb1"}) {
    EXPECT_FALSE(IpAddress::parse(text)) << text;
  }
  EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
  EXPECT_FALSE(IpAddress::parse(std::string(5000, '1')));
}

TEST(IpAddress, KnowsWhatTheMachineNeeds) {
  EXPECT_TRUE(address("127.8.8.8").is_loopback());
  EXPECT_TRUE(address("::1").is_loopback());
  EXPECT_TRUE(address("::ffff:127.0.0.1").is_loopback());
  EXPECT_FALSE(address("::2").is_loopback());
  EXPECT_TRUE(address("0.0.0.0").is_unspecified());
  EXPECT_TRUE(address("::").is_unspecified());
  EXPECT_TRUE(address("169.254.1.1").is_link_local());
  EXPECT_TRUE(address("febf::1").is_link_local());
  EXPECT_FALSE(address("fec0::1").is_link_local());
  EXPECT_TRUE(address("239.1.1.1").is_multicast());
  EXPECT_TRUE(address("ff02::1").is_multicast());
}

TEST(Network, ReadsBackWhatItWrites) {
  for (const std::string_view text : {"203.0.113.0/24", "10.0.0.0/8", "0.0.0.0/0", "::/0",
                                      "2001:db8::/33", "203.0.113.7/32", "2001:db8::7/128"}) {
    EXPECT_EQ(network(text).to_string(), text);
  }
  EXPECT_EQ(network("203.0.113.7").to_string(), "203.0.113.7/32");
  EXPECT_EQ(network("::ffff:10.0.0.0/104").to_string(), "10.0.0.0/8");
}

TEST(Network, NamesTheNetworkThatWasMeant) {
  const auto wrong = Network::parse("203.0.113.7/24");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().text.english().find("`203.0.113.0/24`"), std::string::npos)
      << wrong.error().text;
}

TEST(Network, RefusesABadPrefix) {
  for (const std::string_view text :
       {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10.0.0.0/8/8",
        "10.0.0.0/ 8", "10.0.0.0/99999999999999999999", "::/129", "::ffff:10.0.0.0/8", "/8"}) {
    EXPECT_FALSE(Network::parse(text)) << text;
  }
}

TEST(Network, ContainsAddressesOfItsFamilyOnly) {
  EXPECT_TRUE(network("203.0.113.0/25").contains(address("203.0.113.127")));
  EXPECT_FALSE(network("203.0.113.0/25").contains(address("203.0.113.128")));
  EXPECT_FALSE(network("::/0").contains(address("203.0.113.1")));
  EXPECT_TRUE(network("10.0.0.0/8").overlaps(network("10.9.0.0/16")));
  EXPECT_TRUE(network("10.9.0.0/16").overlaps(network("10.0.0.0/8")));
  EXPECT_FALSE(network("10.9.0.0/16").overlaps(network("10.8.0.0/16")));
}

TEST(Network, ClearsHostBits) {
  EXPECT_EQ(Network::of(address("2001:db8:ffff::1"), 35).to_string(), "2001:db8:e000::/35");
  EXPECT_EQ(Network::of(address("203.0.113.7"), 99).prefix(), 32);
}

}  // namespace
}  // namespace holdfast
