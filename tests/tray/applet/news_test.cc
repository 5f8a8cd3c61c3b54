#include "tray/applet/news.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tray/applet/known_things.h"

namespace holdfast::applet {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class NewsTest : public testing::Test {
 protected:
  News::Weight happens(const char* kind, std::int64_t id, boost::json::object detail = {},
                       const char* time = "2026-03-12T20:00:00Z") {
    return news_.take({{"id", id},
                       {"time", time},
                       {"kind", kind},
                       {"subject", "block instagram/her.name"},
                       {"text", "An urge: instagram.com was tried"},
                       {"detail", std::move(detail)}});
  }
  std::vector<std::string> told() {
    news_.tell(known_, board_);
    std::vector<std::string> words;
    for (const Board::Change& change : board_.take()) {
      if (const auto* show = std::get_if<Board::Show>(&change)) {
        words.push_back(show->notice.title);
        EXPECT_EQ((show->notice.title + show->notice.body).find("instagram"), std::string::npos);
      } else {
        words.push_back("-" + std::get<Board::Close>(change).key);
      }
    }
    return words;
  }

  Known known_ = twelfth_day();
  Board board_;
  News news_;
};

TEST_F(NewsTest, AnUrgeIsToldAndWithdrawnOnceRiddenOut) {
  EXPECT_EQ(happens("urge", 43), News::Weight::kUrge);
  EXPECT_THAT(told(), ElementsAre("An urge came, and it held"));
  EXPECT_EQ(happens("ridden_out", 44, {{"urge", 43}}), News::Weight::kQuiet);
  EXPECT_THAT(told(), ElementsAre("-urge/43"));
}

TEST_F(NewsTest, AnUrgeThatWasSaidIsAnswered) {
  happens("urge", 43, {{"said", true}});
  EXPECT_THAT(told(), ElementsAre("You noticed it. That is the skill."));
}

TEST_F(NewsTest, AMilestoneIsToldWhileItIsFresh) {
  happens("milestone", 50, {{"days", 14}});
  EXPECT_THAT(told(), ElementsAre("14 days of no contact with them"));
  happens("milestone", 51, {{"days", 14}}, "2026-03-01T20:00:00Z");
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(NewsTest, AWindowOfContactIsSaidAsItOpensAndCloses) {
  happens("allowance_opened", 50);
  EXPECT_THAT(told(), ElementsAre("The window of contact is open"));
  happens("allowance_closed", 51);
  EXPECT_THAT(told(), ElementsAre("The window of contact is closed"));
  happens("allowance_opened", 52, {}, "2026-03-12T19:00:00Z");
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(NewsTest, ABrowserThatMustBeOpenedAnewIsNamed) {
  happens("browser_waits", 50, {{"browser", "Firefox ESR"}});
  EXPECT_THAT(told(), ElementsAre("Firefox ESR wants to be opened anew"));
  happens("browser_waits", 51, {{"browser", "Firefox ESR"}}, "2026-03-12T19:00:00Z");
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(NewsTest, OtherThingsAreNoReasonToSpeak) {
  for (const char* kind :
       {"slip", "tamper", "rule_added", "pending", "started", "of_a_later_one"}) {
    happens(kind, 60);
  }
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(NewsTest, ALooseningThatIsReadyIsToldOnceAndWithdrawnWhenItIsOver) {
  known_.pending = {{3, kThen - hours(24), kThen, kThen + hours(48), true}};
  EXPECT_THAT(told(), ElementsAre("A loosening can be confirmed now"));
  EXPECT_THAT(told(), IsEmpty());
  known_.pending[0].is_ready = false;
  EXPECT_THAT(told(), ElementsAre("-ready/3"));
  known_.pending[0].is_ready = true;
  EXPECT_THAT(told(), ElementsAre("A loosening can be confirmed now"));
}

TEST_F(NewsTest, AWeaknessThatStaysIsToldAndWithdrawn) {
  known_.guard = Guard::kWeakened;
  known_.failing_layers = {"hosts"};
  EXPECT_THAT(told(), IsEmpty()) << "it may be gone in a moment";
  EXPECT_EQ(news_.next_look(), kThen + seconds(3));
  known_.now = kThen + seconds(3);
  EXPECT_THAT(told(), ElementsAre("Something is not holding"));
  EXPECT_EQ(news_.next_look(), std::nullopt);
  EXPECT_THAT(told(), IsEmpty());
  known_.guard = Guard::kHolding;
  EXPECT_THAT(told(), ElementsAre("-weakened"));
}

TEST_F(NewsTest, AWeaknessOfAMomentIsNotTold) {
  known_.guard = Guard::kWeakened;
  told();
  known_.guard = Guard::kHolding;
  known_.now = kThen + seconds(10);
  EXPECT_THAT(told(), IsEmpty());
  EXPECT_EQ(news_.next_look(), std::nullopt);
}

TEST_F(NewsTest, WithoutADaemonNoWeaknessIsKnown) {
  known_.guard = Guard::kWeakened;
  told();
  known_.now = kThen + seconds(3);
  told();
  known_.link = tray::LinkState::kAway;
  EXPECT_THAT(told(), ElementsAre("-weakened"));
}

}  // namespace
}  // namespace holdfast::applet
