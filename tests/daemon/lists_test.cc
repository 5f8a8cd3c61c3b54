#include "daemon/lists.h"

#include <gtest/gtest.h>

#include "tests/fakes/temp_dir.h"

namespace holdfast::daemon {
namespace {

class ListsTest : public testing::Test {
 protected:
  event::ListImported import(const std::string& text, const std::string& held = "") {
    put(folder_ / "names", text);
    lists_.import("social", (folder_ / "names").string(), held);
    return last_;
  }
  TempDir folder_;
  event::ListImported last_;
  Lists lists_{platform::Paths{folder_.path()}, [this](decltype(Event::what) what) {
                 last_ = std::get<event::ListImported>(std::move(what));
               }};
};

TEST_F(ListsTest, MatchWhatIsHeldOnly) {
  const auto imported = import("one.example.com\ntwo.example.com\n");
  ASSERT_EQ(imported.failure, "");
  EXPECT_EQ(imported.names, 2);
  EXPECT_FALSE(lists_.match(imported.index, "one.example.com"));
  lists_.hold({{"social", imported.index, "block list social"}});
  EXPECT_EQ(lists_.match(imported.index, "a.one.example.com"), "one.example.com");
  EXPECT_FALSE(lists_.match(imported.index, "example.com"));
  lists_.hold({});
  EXPECT_FALSE(lists_.match(imported.index, "one.example.com"));
}

TEST_F(ListsTest, CountWhatWentMissing) {
  const auto first = import("one.example.com\ntwo.example.com\n");
  EXPECT_EQ(import("one.example.com\nthree.example.com\n", first.index).removed, 1);
  EXPECT_EQ(import("one.example.com\ntwo.example.com\nfour.example.com\n", first.index).removed, 0);
  // An index that is gone may have held anything.
  EXPECT_GT(import("one.example.com\n", "social-0000000000000000.idx").removed, 0);
}

TEST_F(ListsTest, TidyLeavesWhatIsUsedAndTheNewest) {
  const auto first = import("one.example.com\n");
  const auto second = import("two.example.com\n");
  const auto third = import("three.example.com\n");
  lists_.tidy({{"social", {{first.index}, 1}}});
  const auto left = [&](const std::string& index) {
    return std::filesystem::exists(platform::Paths{folder_.path()}.lists() / index);
  };
  EXPECT_TRUE(left(first.index));
  EXPECT_FALSE(left(second.index));
  EXPECT_TRUE(left(third.index));
}

TEST_F(ListsTest, SayWhyThereIsNone) {
  lists_.import("social", (folder_ / "nowhere").string(), "");
  EXPECT_NE(last_.failure, "");
}

}  // namespace
}  // namespace holdfast::daemon
