#include "tray/applet/board.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tray/applet/known_things.h"

namespace holdfast::applet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BoardTest : public testing::Test {
 protected:
  void urge(std::int64_t id) { board_.post(urge_notice(id, UrgeSource::kNoticed, twelfth_day())); }
  void pass(std::int64_t id) { board_.withdraw(urge_key(id)); }

  // "+key" for each shown, "-key" for each closed.
  std::vector<std::string> taken() {
    std::vector<std::string> words;
    for (const Board::Change& change : board_.take()) {
      if (const auto* show = std::get_if<Board::Show>(&change)) {
        words.push_back("+" + show->notice.key);
        last_ = show->notice;
      } else {
        words.push_back("-" + std::get<Board::Close>(change).key);
      }
    }
    return words;
  }

  Board board_;
  Notice last_;
};

TEST_F(BoardTest, ShowsOnceAndClosesWhatIsOver) {
  urge(43);
  EXPECT_THAT(taken(), ElementsAre("+urge/43"));
  EXPECT_THAT(taken(), IsEmpty());
  pass(43);
  EXPECT_THAT(taken(), ElementsAre("-urge/43"));
  pass(43);
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(BoardTest, WhatTheServerClosedIsNotClosedAgainNorShown) {
  urge(43);
  taken();
  board_.closed("urge/43");
  pass(43);
  board_.set_veil(Veil::kLocked, true);
  board_.set_veil(Veil::kLocked, false);
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(BoardTest, ALockWithdrawsAndAnUnlockShowsAgain) {
  urge(43);
  taken();
  board_.set_veil(Veil::kLocked, true);
  EXPECT_THAT(taken(), ElementsAre("-urge/43"));
  EXPECT_THAT(taken(), IsEmpty());
  board_.set_veil(Veil::kLocked, false);
  EXPECT_THAT(taken(), ElementsAre("+urge/43"));
}

TEST_F(BoardTest, WhatPassedBehindALockIsNotShown) {
  board_.set_veil(Veil::kLocked, true);
  urge(43);
  EXPECT_THAT(taken(), IsEmpty());
  pass(43);
  board_.set_veil(Veil::kLocked, false);
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(BoardTest, FiveHundredAreOneSummary) {
  board_.set_veil(Veil::kCatchingUp, true);
  for (int id = 1; id <= 500; ++id) urge(id);
  for (int id = 1; id <= 498; ++id) pass(id);
  EXPECT_THAT(taken(), IsEmpty());
  board_.set_veil(Veil::kCatchingUp, false);
  EXPECT_THAT(taken(), ElementsAre("+urges"));
  EXPECT_THAT(last_.title, HasSubstr("500 urges"));
  EXPECT_EQ(last_.buttons.size(), 1u);
  pass(499);
  pass(500);
  EXPECT_THAT(taken(), ElementsAre("+urges"));
  EXPECT_THAT(last_.body, HasSubstr("every one has passed"));
}

TEST_F(BoardTest, ABurstIsOneSummaryAndMoreJoinIt) {
  for (int id = 1; id <= 5; ++id) urge(id);
  EXPECT_THAT(taken(), ElementsAre("+urges"));
  urge(6);
  EXPECT_THAT(taken(), ElementsAre("+urges"));
  EXPECT_THAT(last_.title, HasSubstr("6 urges"));
  board_.closed("urges");
  urge(7);
  EXPECT_THAT(taken(), ElementsAre("+urge/7")) << "a new one after it was seen stands for itself";
}

TEST_F(BoardTest, TwoStandSideBySide) {
  urge(1);
  urge(2);
  EXPECT_THAT(taken(), ElementsAre("+urge/1", "+urge/2"));
}

TEST_F(BoardTest, QuietHoldsBackNewsAndAnswersThePersonStill) {
  board_.set_veil(Veil::kQuiet, true);
  urge(43);
  board_.post(answer_notice("The block stays", ""));
  EXPECT_THAT(taken(), ElementsAre("+answer"));
  board_.set_veil(Veil::kQuiet, false);
  EXPECT_THAT(taken(), ElementsAre("+urge/43"));
}

TEST_F(BoardTest, WhatStandsAsQuietBeginsMayStand) {
  urge(43);
  taken();
  board_.set_veil(Veil::kQuiet, true);
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(BoardTest, AnAnswerThatNobodyCanSeeIsNotKept) {
  board_.set_veil(Veil::kNoServer, true);
  board_.post(answer_notice("The block stays", ""));
  board_.set_veil(Veil::kNoServer, false);
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(BoardTest, ANewServerIsToldWhatStands) {
  urge(43);
  taken();
  board_.server_lost();
  EXPECT_THAT(taken(), ElementsAre("+urge/43"));
  EXPECT_EQ(last_.key, "urge/43") << "and it is the same one, not a summary";
}

TEST_F(BoardTest, ALaterOneOfTheSameKeyReplaces) {
  urge(43);
  taken();
  board_.post(exercise_notice(Help::kMove, 43, twelfth_day()));
  EXPECT_THAT(taken(), ElementsAre("+urge/43"));
  EXPECT_EQ(last_.title, "Move a little");
}

TEST_F(BoardTest, TwoVeilsMustBothBeLifted) {
  board_.set_veil(Veil::kLocked, true);
  board_.set_veil(Veil::kNoServer, true);
  urge(43);
  board_.set_veil(Veil::kNoServer, false);
  EXPECT_THAT(taken(), IsEmpty());
  board_.set_veil(Veil::kLocked, false);
  EXPECT_THAT(taken(), ElementsAre("+urge/43"));
}

}  // namespace
}  // namespace holdfast::applet
