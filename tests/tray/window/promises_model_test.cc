#include "tray/window/promises_model.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::Contains;
using testing::Not;

TEST(PromisesModel, SaysWhatIsKeptToday) {
  const PromisesView view = promises_view(sample());
  ASSERT_EQ(view.rows.size(), 2u);
  EXPECT_TRUE(view.rows[0].is_kept_today);
  EXPECT_EQ(view.rows[0].history, "kept on 9 days");
  EXPECT_EQ(view.rows[1].key, "promise b");
  EXPECT_EQ(view.rows[1].history, "");
  EXPECT_EQ(view.headline, "1 of 2 kept today");
}

TEST(PromisesModel, NeverScoldsForNone) {
  Snapshot snapshot = sample();
  snapshot.support["promises"].as_array()[0].as_object()["kept_today"] = false;
  EXPECT_EQ(promises_view(snapshot).headline, "Any of these, today?");
  snapshot.support["promises"] = boost::json::array();
  EXPECT_EQ(promises_view(snapshot).headline, "One is enough. Make it tiny.");
}

TEST(PromisesModel, IsGladOfAll) {
  Snapshot snapshot = sample();
  snapshot.support["promises"].as_array()[1].as_object()["kept_today"] = true;
  EXPECT_EQ(promises_view(snapshot).headline, "All kept today. You can rely on you.");
}

TEST(PromisesModel, WritesALineOfThePolicy) {
  EXPECT_EQ(promise_statement("Lights out at eleven"), "promise \"Lights out at eleven\"");
  EXPECT_FALSE(promise_statement(""));
  EXPECT_FALSE(promise_statement("two\nlines"));
}

TEST(PromisesModel, OffersOnlyIdeasThatAreNotThereYet) {
  const auto ideas = promise_ideas(promises_view(sample()));
  EXPECT_THAT(ideas, Contains("Lights out at eleven"));
  EXPECT_THAT(ideas, Not(Contains("A walk, ten minutes")));
}

}  // namespace
}  // namespace holdfast::window
