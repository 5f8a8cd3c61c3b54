#include "platform/firewall/address_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>

namespace holdfast::platform {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

IpAddress ip(const char* text) { return *IpAddress::parse(text); }

KernelTime at(int seconds) { return KernelTime{std::chrono::seconds{seconds}}; }

AddressRange range(const char* first, const char* last,
                   std::optional<KernelTime> until = std::nullopt) {
  return {ip(first), ip(last), until};
}

BlockedAddress blocked(const char* address, std::optional<Wall> ends = std::nullopt) {
  return {ip(address), *HostName::parse("example.org"), "block example.org", ends};
}

BlockedNetwork blocked_network(const char* network, std::optional<Wall> ends = std::nullopt) {
  return {*Network::parse(network), "block", ends};
}

const Instant kNow{.wall = Wall{1000s}, .kernel = at(50)};

TEST(AddressRange, NeighboursStopAtTheEndsOfTheSpace) {
  EXPECT_EQ(next(ip("10.0.0.255")), ip("10.0.1.0"));
  EXPECT_EQ(previous(ip("10.0.1.0")), ip("10.0.0.255"));
  EXPECT_EQ(next(ip("255.255.255.255")), std::nullopt);
  EXPECT_EQ(previous(ip("0.0.0.0")), std::nullopt);
  EXPECT_EQ(next(ip("2001:db8::ffff")), ip("2001:db8::1:0"));
  EXPECT_EQ(next(ip("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")), std::nullopt);
  EXPECT_EQ(last_of(*Network::parse("10.4.0.0/14")), ip("10.7.255.255"));
}

TEST(AddressRange, EndsMoveToTheKernelsClockAndWhatHasEndedIsLeftOut) {
  BlockSet set;
  set.addresses = {blocked("203.0.113.1"), blocked("203.0.113.2", Wall{1010s}),
                   blocked("203.0.113.3", Wall{1000s}), blocked("2001:db8::1", Wall{1001s})};
  const AddressRanges ranges = ranges_of(set, kNow);
  EXPECT_THAT(ranges.plain4, ElementsAre(range("203.0.113.1", "203.0.113.1"),
                                         range("203.0.113.2", "203.0.113.2", at(60))));
  EXPECT_THAT(ranges.plain6, ElementsAre(range("2001:db8::1", "2001:db8::1", at(51))));
}

TEST(AddressRange, TheLongestOfSeveralEntriesCounts) {
  BlockSet set;
  set.addresses = {blocked("203.0.113.1"), blocked("203.0.113.1", Wall{1010s}),
                   blocked("203.0.113.2", Wall{1010s}), blocked("203.0.113.2", Wall{1020s})};
  EXPECT_THAT(ranges_of(set, kNow).plain4,
              ElementsAre(range("203.0.113.1", "203.0.113.1"),
                          range("203.0.113.2", "203.0.113.2", at(70))));
}

TEST(AddressRange, LoopbackIsNeverTaken) {
  BlockSet set;
  set.addresses = {blocked("0.0.0.0"), blocked("127.0.0.1"), blocked("::"), blocked("::1")};
  EXPECT_EQ(ranges_of(set, kNow).size(), 0U);
}

TEST(AddressRange, NestedNetworksBecomeDisjointByTheLatestEnd) {
  BlockSet set;
  set.networks = {blocked_network("10.0.0.0/8", Wall{1010s}),
                  blocked_network("10.1.0.0/16", Wall{1005s}),
                  blocked_network("10.2.0.0/16", Wall{1020s}), blocked_network("255.0.0.0/8")};
  EXPECT_THAT(ranges_of(set, kNow).nets4, ElementsAre(range("10.0.0.0", "10.1.255.255", at(60)),
                                                      range("10.2.0.0", "10.2.255.255", at(70)),
                                                      range("10.3.0.0", "10.255.255.255", at(60)),
                                                      range("255.0.0.0", "255.255.255.255")));
}

TEST(AddressRange, DisjointKeepsEveryAddressAndItsLatestEnd) {
  std::mt19937 random(7);
  const auto pick = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  const auto address = [](int low) {
    return IpAddress::v4({0, 0, 0, static_cast<std::uint8_t>(low)});
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<AddressRange> ranges;
    for (int i = pick(8); i > 0; --i) {
      const int from = pick(40);
      ranges.push_back({address(from), address(from + pick(10)),
                        pick(3) == 0 ? std::nullopt : std::optional(at(pick(4)))});
    }
    const auto result = disjoint(ranges);
    for (std::size_t i = 1; i < result.size(); ++i) EXPECT_LT(result[i - 1].last, result[i].first);
    for (int low = 0; low < 60; ++low) {
      const auto until = [&](const std::vector<AddressRange>& in) {
        KernelTime latest = KernelTime::min();
        for (const AddressRange& some : in) {
          if (some.first <= address(low) && address(low) <= some.last) {
            latest = std::max(latest, some.until.value_or(KernelTime::max()));
          }
        }
        return latest;
      };
      ASSERT_EQ(until(ranges), until(result)) << "address " << low;
    }
  }
}

TEST(AddressRange, ContainsLooksIntoAddressesAndNetworks) {
  AddressRanges ranges;
  ranges.plain4 = {range("203.0.113.5", "203.0.113.5")};
  ranges.nets4 = {range("10.0.0.0", "10.0.0.255"), range("10.0.2.0", "10.0.2.255")};
  ranges.nets6 = {range("2001:db8::", "2001:db8::ff")};
  for (const char* inside : {"203.0.113.5", "10.0.0.0", "10.0.2.255", "2001:db8::7"}) {
    EXPECT_TRUE(contains(ranges, ip(inside))) << inside;
  }
  for (const char* outside : {"203.0.113.4", "9.255.255.255", "10.0.1.0", "2001:db8::100"}) {
    EXPECT_FALSE(contains(ranges, ip(outside))) << outside;
  }
}

TEST(AddressRange, ChangeIsWhatDiffers) {
  const std::vector<AddressRange> held{range("10.0.0.1", "10.0.0.1"),
                                       range("10.0.0.2", "10.0.0.2", at(10)),
                                       range("10.0.0.3", "10.0.0.9")};
  const std::vector<AddressRange> wanted{range("10.0.0.2", "10.0.0.2", at(11)),
                                         range("10.0.0.3", "10.0.0.4"),
                                         range("10.0.0.7", "10.0.0.7")};
  const RangeChange change = change_between(held, wanted);
  EXPECT_THAT(change.remove, ElementsAre(held[0], held[2]));
  EXPECT_THAT(change.add, ElementsAre(wanted[1], wanted[2]));
  EXPECT_THAT(change.after, ElementsAre(held[1], wanted[1], wanted[2]))
      << "an end within the tolerance stays as the kernel has it";
}

TEST(AddressRange, AMovedEndIsAChange) {
  const auto one = [](std::optional<KernelTime> until) {
    return std::vector{range("10.0.0.1", "10.0.0.1", until)};
  };
  EXPECT_THAT(change_between(one(at(10)), one(at(12))).add, IsEmpty());
  EXPECT_THAT(change_between(one(at(10)), one(at(13))).add, ElementsAre(one(at(13))[0]));
  EXPECT_THAT(change_between(one(at(10)), one(std::nullopt)).remove, ElementsAre(one(at(10))[0]));
}

TEST(AddressRange, DropEndedKeepsTheRest) {
  AddressRanges ranges;
  ranges.plain4 = {range("10.0.0.1", "10.0.0.1", at(5)), range("10.0.0.2", "10.0.0.2", at(6)),
                   range("10.0.0.3", "10.0.0.3")};
  drop_ended(ranges, at(5));
  EXPECT_EQ(ranges.size(), 2U);
}

}  // namespace
}  // namespace holdfast::platform
