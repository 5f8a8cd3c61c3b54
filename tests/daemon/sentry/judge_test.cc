#include "daemon/sentry/judge.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

using platform::Fd;

std::vector<std::byte> names(std::initializer_list<const char*> listed) {
  HostMatcherBuilder builder;
  for (const char* name : listed) builder.add(name);
  return std::move(builder).build();
}

std::vector<Fd> files() {
  std::vector<Fd> indexes;
  for (const auto& bytes :
       {names({"blocked.example"}), names({"pay.blocked.example", "ok.listed.example"}),
        build_network_index({*Network::parse("203.0.113.0/24")}),
        build_network_index({*Network::parse("198.51.100.9/32")}),
        names({"guarded.example", "pay.blocked.example"}), names({"listed.example"})}) {
    indexes.push_back(std::move(*seal_bytes(bytes, "test")));
  }
  return indexes;
}

Verdict judge(std::string_view host, const char* address) {
  const auto indexes = files();
  return Judge::open(indexes)->judge(host, *IpAddress::parse(address));
}

constexpr const char* kForeign = "198.51.100.7";

TEST(Judge, BlocksEverythingUntilTold) {
  EXPECT_EQ(Judge().judge("other.example", *IpAddress::parse(kForeign)), Verdict::kAnswer);
}

TEST(Judge, GoesByTheName) {
  EXPECT_EQ(judge("blocked.example", kForeign), Verdict::kAnswer);
  EXPECT_EQ(judge("www.blocked.example", kForeign), Verdict::kAnswer);
  EXPECT_EQ(judge("a.listed.example", kForeign), Verdict::kAnswer);
  EXPECT_EQ(judge("", kForeign), Verdict::kAnswer);
  EXPECT_EQ(judge("notblocked.example", kForeign), Verdict::kRelay);
}

TEST(Judge, LetsThroughWhatGivesNoNameAtASharedAddress) {
  EXPECT_EQ(judge("", "198.51.100.9"), Verdict::kRelay);
  EXPECT_EQ(judge("blocked.example", "198.51.100.9"), Verdict::kAnswer);
}

TEST(Judge, LetsTheAllowedThrough) {
  EXPECT_EQ(judge("x.pay.blocked.example", kForeign), Verdict::kRelay);
  EXPECT_EQ(judge("ok.listed.example", kForeign), Verdict::kRelay);
}

TEST(Judge, AsksAboutNamesThatAreForBrowsersOnly) {
  EXPECT_EQ(judge("guarded.example", kForeign), Verdict::kAsk);
  EXPECT_EQ(judge("www.guarded.example", "198.51.100.9"), Verdict::kAsk);
  EXPECT_EQ(judge("pay.blocked.example", kForeign), Verdict::kRelay) << "allowed for all";
  EXPECT_EQ(judge("guarded.example", "203.0.113.200"), Verdict::kAnswer);
}

TEST(Judge, HoldsBlockedNetworksWhateverTheName) {
  EXPECT_EQ(judge("other.example", "203.0.113.200"), Verdict::kAnswer);
  EXPECT_EQ(judge("pay.blocked.example", "203.0.113.200"), Verdict::kAnswer);
}

TEST(Judge, NeverRelaysToThisMachine) {
  for (const char* address : {"127.0.53.66", "127.0.0.1", "::1", "0.0.0.0", "::ffff:127.0.53.66"})
    EXPECT_EQ(judge("other.example", address), Verdict::kAnswer) << address;
}

TEST(Judge, RefusesDamagedIndexes) {
  for (std::size_t damaged = 0; damaged < 6; ++damaged) {
    auto indexes = files();
    indexes[damaged] = std::move(*seal_bytes(std::vector<std::byte>(7), "test"));
    EXPECT_FALSE(Judge::open(indexes)) << damaged;
  }
  EXPECT_FALSE(Judge::open({}));
}

}  // namespace
}  // namespace holdfast::daemon
