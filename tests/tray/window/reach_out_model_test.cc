#include "tray/window/reach_out_model.h"

#include <gmock/gmock.h>

#include "tests/tray/window/sample.h"

namespace holdfast::window {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

TEST(ReachOutModel, AsksFiveQuestions) { EXPECT_EQ(reach_out_questions().size(), 5u); }

TEST(ReachOutModel, WaitsAtTheFirstYes) {
  EXPECT_EQ(verdict({false, true, std::nullopt}), Verdict::kWait);
  EXPECT_EQ(verdict({false, false, std::nullopt}), Verdict::kOpen);
  EXPECT_EQ(verdict({false, false, false}), Verdict::kGoOn);
  EXPECT_EQ(verdict({}), Verdict::kOpen);
}

TEST(ReachOutModel, OffersWhatIsOutOfReach) {
  Snapshot snapshot = sample();
  snapshot.rules["rules"].as_array().push_back({{"key", "list social"}, {"kind", "list"}});
  EXPECT_THAT(reachable_targets(snapshot), ElementsAre("example.org", "instagram/her.name"));
}

TEST(ReachOutModel, SaysWhenAWindowOpensAndCloses) {
  Snapshot snapshot = sample();
  const auto view = allowance_views(snapshot).at(0);
  EXPECT_EQ(view.title, "whatsapp.com, children");
  EXPECT_EQ(view.when, "Opens today 20:30 (in 30 min)");
  snapshot.pending["allowances"].as_array()[0].as_object()["state"] = "open";
  EXPECT_EQ(allowance_views(snapshot).at(0).when, "Open; closes by itself today 20:45 (in 45 min)");
}

TEST(ReachOutModel, TellsWhatWasGranted) {
  const auto allowance =
      object(R"({"opens": "2026-03-12T20:30:00Z", "closes": "2026-03-12T20:45:00Z"})");
  EXPECT_EQ(granted_words(allowance, sample_now()),
            "It opens today 20:30 and closes by itself today 20:45. It is written down, and is no "
            "slip.");
  EXPECT_THAT(granted_words({}, sample_now()), HasSubstr("asked for"));
}

TEST(ReachOutModel, AsksAFriendToRead) {
  EXPECT_THAT(review_request("I will be there at five."), EndsWith("“I will be there at five.”"));
  EXPECT_THAT(review_request(""), EndsWith("out of it?"));
}

TEST(ReachOutModel, GivesEachPurposeAWordOfItsOwn) {
  for (const Purpose& one : purposes()) EXPECT_FALSE(one.word.empty() || one.name.empty());
}

}  // namespace
}  // namespace holdfast::window
