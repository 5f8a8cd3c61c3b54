#include "platform/hosts_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/hosts_text.h"
#include "tests/fakes/block_sets.h"

namespace holdfast::platform {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string file_with(std::initializer_list<std::string_view> names) {
  const HostsText mine = parse_hosts("127.0.0.1 localhost\n");
  return render_hosts(mine, render_hosts_body(hosts_set(names), sinkhole())) + "10.0.0.1 nas\n";
}

TEST(HostsNames, AreThoseThatBothFamiliesHold) {
  EXPECT_THAT(names_held("127.0.53.66 b.org a.org # holdfast\n"
                         "::ffff:127.0.53.66   a.org b.org # holdfast\n"
                         "127.0.53.66 only4.org # holdfast\n"
                         "::ffff:127.0.53.66 only6.org # holdfast\n",
                         sinkhole()),
              ElementsAre("a.org", "b.org"));
}

TEST(HostsNames, AreNoneForAnotherSinkholeOrNoNames) {
  EXPECT_THAT(
      names_held("127.0.53.67 a.org # holdfast\n::ffff:127.0.53.67 a.org # holdfast\n", sinkhole()),
      IsEmpty());
  EXPECT_THAT(names_held("# words # holdfast\n127.0.53.66     # holdfast", sinkhole()), IsEmpty());
  EXPECT_THAT(names_held("", sinkhole()), IsEmpty());
}

TEST(HostsNames, BlanksOutTheOthersInAFileThatStaysWhole) {
  const std::string before = file_with({"a.org", "ends.org", "www.a.org"});
  const auto blanked = with_others_blanked(before, {"a.org", "www.a.org"});
  ASSERT_TRUE(blanked);
  EXPECT_EQ(blanked->size(), before.size());
  const HostsText text = parse_hosts(*blanked);
  EXPECT_EQ(text.state, SectionState::kWhole);
  EXPECT_EQ(text.rest, parse_hosts(before).rest);
  EXPECT_THAT(names_held(text.body, sinkhole()), ElementsAre("a.org", "www.a.org"));
}

TEST(HostsNames, BlanksOutNothingOfASectionThatIsNotWhole) {
  std::string edited = file_with({"a.org"});
  edited.replace(edited.find("a.org"), 1, "b");
  EXPECT_FALSE(with_others_blanked(edited, {}));
  EXPECT_FALSE(with_others_blanked("127.0.0.1 localhost\n", {}));
}

}  // namespace
}  // namespace holdfast::platform
