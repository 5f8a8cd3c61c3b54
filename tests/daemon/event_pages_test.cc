#include "daemon/event_pages.h"

#include <gtest/gtest.h>

namespace holdfast::daemon {
namespace {

class EventPagesTest : public testing::Test {
 protected:
  void SetUp() override {
    platform::Batch many;
    for (int i = 1; i <= 450; ++i) many.events.push_back({.kind = i % 2 == 0 ? "urge" : "slip"});
    ASSERT_TRUE(store_->commit(many));
  }
  /// The ids of each page, until the empty one.
  std::vector<std::vector<std::int64_t>> read(const platform::Store::Query& query) {
    EventPages pages(*store_, query);
    std::vector<std::vector<std::int64_t>> all;
    for (auto page = pages.next(); page && !page->empty(); page = pages.next()) {
      all.emplace_back();
      for (const LogEntry& entry : *page) all.back().push_back(entry.id);
    }
    return all;
  }
  std::unique_ptr<platform::Store> store_ =
      std::move(platform::Store::open(":memory:").value().store);
};

TEST_F(EventPagesTest, GiveAllOfThemOnce) {
  const auto pages = read({});
  ASSERT_EQ(pages.size(), 3u);
  EXPECT_EQ(pages[0].size(), 200u);
  EXPECT_EQ(pages[1].front(), 201);
  EXPECT_EQ(pages[2].back(), 450);
}

TEST_F(EventPagesTest, GiveTheNewestOfAKind) {
  const auto pages = read({.kinds = {"urge"}, .limit = 210});
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].front(), 32);
  EXPECT_EQ(pages[1].size(), 10u);
  EXPECT_EQ(pages[1].back(), 450);
  EXPECT_TRUE(read({.limit = 0}).empty());
}

TEST(EventPages, TakeADetailThatIsNoObjectAsNone) {
  EXPECT_TRUE(entry_of({.detail = "[1"}).detail.empty());
  EXPECT_EQ(entry_of({.detail = R"({"note":"x"})"}).detail.at("note").as_string(), "x");
}

}  // namespace
}  // namespace holdfast::daemon
