#include "policy/compile.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fakes/steps.h"

namespace holdfast {
namespace {

using namespace std::chrono_literals;

HostName host(const char* name) { return HostName::parse(name).value(); }

bool holds(const BlockSet& set, const char* name) {
  return std::any_of(set.hosts.begin(), set.hosts.end(),
                     [&](const BlockedHost& blocked) { return blocked.host == host(name); });
}

TEST(Compile, HoldsADomainAndItsUsualSpelling) {
  Steps steps;
  steps.edit("block example.org");
  EXPECT_TRUE(holds(steps.state.block_set, "example.org"));
  EXPECT_TRUE(holds(steps.state.block_set, "www.example.org"));
}

TEST(Compile, TakesAWholeServiceOnlyWithScopeSite) {
  Steps steps;
  steps.edit("block instagram/her.name scope profile");
  EXPECT_FALSE(holds(steps.state.block_set, "instagram.com"));
  EXPECT_EQ(steps.state.block_set.profiles.size(), 1u);
  // The viewers of that service go in either scope.
  EXPECT_TRUE(holds(steps.state.block_set, "imginn.com"));
  steps.edit("block instagram/her.name");
  EXPECT_TRUE(holds(steps.state.block_set, "instagram.com"));
  EXPECT_TRUE(holds(steps.state.block_set, "www.instagram.com"));
}

TEST(Compile, OpensThePagesOfAPersonWithTheirService) {
  Steps steps;
  steps.edit("block instagram/her.name scope profile");
  EXPECT_EQ(steps.state.block_set.profiles.size(), 1u);
  steps.edit("schedule instagram.com open daily 00:00-24:00 purpose \"children\"");
  steps.pass(25h);
  steps.send(event::ConfirmAsked{1, steps.state.pending.begin()->first});
  ASSERT_EQ(steps.answer(), EditOutcome::Kind::kDone);
  EXPECT_TRUE(steps.state.block_set.profiles.empty());
  EXPECT_TRUE(holds(steps.state.block_set, "imginn.com"));
}

TEST(Compile, KeepsOtherProgramsOffAServiceWhereThatWasAsked) {
  Steps steps;
  steps.edit("block instagram/her.name scope profile");
  EXPECT_TRUE(steps.state.block_set.browsers_only.empty());
  steps.edit("block instagram/her.name scope profile others off");
  ASSERT_EQ(steps.answer(), EditOutcome::Kind::kDone) << "a tightening";
  const BlockSet& set = steps.state.block_set;
  EXPECT_FALSE(holds(set, "instagram.com"));
  EXPECT_EQ(set.profiles.size(), 1u);
  EXPECT_TRUE(std::any_of(set.browsers_only.begin(), set.browsers_only.end(),
                          [](const auto& one) { return one.host == host("i.instagram.com"); }));
  EXPECT_TRUE(names_to_resolve(set).contains(host("instagram.com")));
  const auto address = IpAddress::parse("192.0.2.7").value();
  steps.send(event::NameResolved{host("instagram.com"), {address}, 60s});
  EXPECT_EQ(steps.state.block_set.addresses.size(), 0u);
  ASSERT_EQ(steps.state.block_set.shared.size(), 1u);
  EXPECT_EQ(steps.state.block_set.shared.front().address, address);
  steps.edit("block instagram/her.name scope profile");
  EXPECT_EQ(steps.answer(), EditOutcome::Kind::kPending) << "a loosening";
}

TEST(Compile, NeverBlocksWhatIsAllowed) {
  Steps steps;
  steps.edit("allow pay.example.org");
  steps.pass(25h);
  steps.send(event::ConfirmAsked{1, steps.state.pending.begin()->first});
  ASSERT_EQ(steps.answer(), EditOutcome::Kind::kDone);
  steps.edit("block pay.example.org");
  EXPECT_FALSE(holds(steps.state.block_set, "pay.example.org"));
}

TEST(Compile, SparesAddressesThatAreShared) {
  Steps steps;
  steps.edit("block example.org");
  const IpAddress own = IpAddress::parse("192.0.2.1").value();
  const IpAddress shared = IpAddress::parse("192.0.2.2").value();
  steps.send(event::NameResolved{host("example.org"), {own, shared}, 600s});
  EXPECT_EQ(steps.state.block_set.addresses.size(), 2u);
  steps.send(event::NeighbourSeen{host("good.example.net")});
  EXPECT_EQ(steps.state.block_set.addresses.size(), 2u) << "a claim is no proof";
  steps.send(event::NameResolved{host("good.example.net"), {shared}, 600s});
  ASSERT_EQ(steps.state.block_set.addresses.size(), 1u);
  EXPECT_EQ(steps.state.block_set.addresses[0].address, own);
  ASSERT_EQ(steps.state.block_set.shared.size(), 1u);
  EXPECT_EQ(steps.state.block_set.shared[0].address, shared);
  EXPECT_EQ(steps.state.block_set.shared[0].rule, "block example.org");
  steps.edit("block example.net");
  EXPECT_EQ(steps.state.block_set.addresses.size(), 2u) << "a blocked neighbour spares nothing";
}

TEST(Compile, AnswersWithTheRuleThatLastsLongest) {
  Steps steps;
  steps.edit("block example.org for 2d");
  steps.edit("block www.example.org/");  // folds into the same domain, without an end
  const auto& hosts = steps.state.block_set.hosts;
  ASSERT_FALSE(hosts.empty());
  EXPECT_FALSE(hosts[0].ends.has_value());
}

TEST(Compile, KnowsHowLongTheLockHolds) {
  Steps steps;
  EXPECT_FALSE(locked_until(steps.state, steps.now()));
  steps.edit("lock for 3d");
  EXPECT_EQ(locked_until(steps.state, steps.now()), steps.now().wall + 72h);
  steps.pass(72h);
  EXPECT_FALSE(locked_until(steps.state, steps.now()));
}

TEST(Compile, ResolvesBlockedAndAllowedNames) {
  BlockSet set;
  set.hosts = {{host("a.example"), "block a.example", HostReason::kTarget, {}}};
  set.allowed = {host("b.example")};
  EXPECT_EQ(names_to_resolve(set), (std::set{host("a.example"), host("b.example")}));
}

}  // namespace
}  // namespace holdfast
