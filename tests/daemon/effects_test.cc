#include "daemon/effects.h"

#include <gtest/gtest.h>

#include "tests/fakes/brain.h"

namespace holdfast {
namespace {

using fakes::Brain;

TEST(Effects, SayWhenTheFileCannotBeWritten) {
  Brain brain;
  std::filesystem::create_directory(brain.folder / "policy.rules");
  brain.edit("block example.org");
  EXPECT_FALSE(brain.controller->state().file_problem.empty());
  // It holds all the same.
  EXPECT_FALSE(brain.hosts->held.hosts.empty());
  std::filesystem::remove(brain.folder / "policy.rules");
  brain.edit("block example.net");
  EXPECT_TRUE(brain.controller->state().file_problem.empty());
}

TEST(Effects, WriteThePolicyForRootAlone) {
  using std::filesystem::perms;
  Brain brain;
  brain.edit("block example.org");
  EXPECT_EQ(std::filesystem::status(brain.folder / "policy.rules").permissions(),
            perms::owner_read | perms::owner_write);
}

TEST(Effects, KeepAFileThatWasNotTakenBesideIt) {
  using std::filesystem::perms;
  Brain brain;
  const auto kept = brain.folder / "policy.rules.rejected";
  brain.edit("block example.org");
  const auto edit_by_hand = [&](const std::string& text) {
    put(brain.folder / "policy.rules", text);
    brain.controller->submit(event::PolicyProposed{0, text});
  };
  edit_by_hand("block example.org\nblock example.net\n");
  brain.edit("block example.com");
  EXPECT_FALSE(std::filesystem::exists(kept));
  const std::string typo = "block example.org\nblok example.edu\n";
  edit_by_hand(typo);
  ASSERT_FALSE(brain.controller->state().file_problem.empty());
  brain.edit("block 203.0.113.7");
  EXPECT_EQ(get(kept), typo);
  EXPECT_EQ(std::filesystem::status(kept).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(get(brain.folder / "policy.rules"), brain.controller->state().rules.text());
  // A whole policy proposed by a command takes its place as well.
  edit_by_hand("blok\n");
  (void)brain.call("ApplyPolicy",
                   {{"text", brain.controller->state().rules.text() + "block example.edu\n"}});
  EXPECT_EQ(get(kept), "blok\n");
}

TEST(Effects, AskForTheAddressesOfBlockedNames) {
  Brain brain;
  brain.edit("block example.org");
  EXPECT_EQ(brain.resolved.size(), 2u);  // with www.
}

TEST(Effects, CompileAListAndHoldIt) {
  Brain brain;
  const auto list = brain.folder / "social.hosts";
  put(list, "0.0.0.0 listed.example.com\n# a comment\n");
  brain.edit("block list social from " + list.string());
  ASSERT_EQ(brain.controller->state().block_set.lists.size(), 1u);
  const HostName name = HostName::parse("a.listed.example.com").value();
  EXPECT_TRUE(covering(brain.controller->state().block_set, name, *brain.lists));
}

}  // namespace
}  // namespace holdfast
