#include "policy/block_diff.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

HostName host(const char* name) { return HostName::parse(name).value(); }

TEST(BlockDiff, TellsOnlyWhatIsNew) {
  BlockSet before;
  before.hosts = {{host("a.example"), "block a.example", HostReason::kTarget, {}}};
  BlockSet after = before;
  after.hosts[0].ends = Wall(std::chrono::hours(5));  // another end holds nothing new
  after.hosts.push_back({host("b.example"), "block b.example", HostReason::kTarget, {}});
  const BlockSet fresh = newly_held(before, after);
  ASSERT_EQ(fresh.hosts.size(), 1u);
  EXPECT_EQ(fresh.hosts[0].host, host("b.example"));
  EXPECT_EQ(newly_held(after, before), BlockSet{});
}

}  // namespace
}  // namespace holdfast
