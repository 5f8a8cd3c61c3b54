#include "policy/why.h"

#include <gtest/gtest.h>

#include <map>

namespace holdfast {
namespace {

HostName host(const char* name) { return HostName::parse(name).value(); }

class OneList : public ListLookup {
 public:
  std::optional<std::string> match(std::string_view, std::string_view name) const override {
    if (name.ends_with("listed.example")) return "listed.example";
    return std::nullopt;
  }
};

BlockSet some_set() {
  BlockSet set;
  set.hosts = {{host("example.org"), "block example.org", HostReason::kTarget, {}},
               {host("www.example.org"), "block example.org", HostReason::kName, {}}};
  set.allowed = {host("pay.example.org")};
  set.networks = {{Network::parse("203.0.113.0/24").value(), "block 203.0.113.0/24", {}}};
  set.addresses = {
      {IpAddress::parse("192.0.2.7").value(), host("example.org"), "block example.org", {}}};
  set.lists = {{"social", "social.idx", "block list social"}};
  return set;
}

TEST(Why, NamesTheMostSpecificEntry) {
  EXPECT_EQ(covering(some_set(), host("www.example.org"), OneList())->reason, HostReason::kName);
  const auto deep = covering(some_set(), host("cdn-7.example.org"), OneList());
  ASSERT_TRUE(deep);
  EXPECT_EQ(deep->entry, "example.org");
  EXPECT_EQ(deep->rule, "block example.org");
}

TEST(Why, LetsThroughWhatIsAllowed) {
  EXPECT_FALSE(covering(some_set(), host("pay.example.org"), OneList()));
  EXPECT_FALSE(covering(some_set(), host("api.pay.example.org"), OneList()));
  EXPECT_EQ(allowed_by(some_set(), host("api.pay.example.org")), host("pay.example.org"));
}

TEST(Why, KnowsListsAndAddresses) {
  EXPECT_TRUE(covering(some_set(), host("a.listed.example"), OneList())->by_list);
  EXPECT_FALSE(covering(some_set(), host("example.net"), OneList()));
  EXPECT_EQ(covering(some_set(), IpAddress::parse("203.0.113.9").value())->rule,
            "block 203.0.113.0/24");
  EXPECT_EQ(covering(some_set(), IpAddress::parse("192.0.2.7").value())->entry, "example.org");
  EXPECT_FALSE(covering(some_set(), IpAddress::parse("192.0.2.8").value()));
}

TEST(Why, TakesTheAddressOfAnAttemptThatNamesNothing) {
  Attempt attempt;
  attempt.address = IpAddress::parse("192.0.2.7").value();
  EXPECT_TRUE(covering(some_set(), attempt, OneList()));
  attempt.host = host("example.net");
  EXPECT_TRUE(covering(some_set(), attempt, OneList()));
}

}  // namespace
}  // namespace holdfast
