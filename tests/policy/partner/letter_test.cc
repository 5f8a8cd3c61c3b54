#include "policy/partner/letter.h"

#include <gtest/gtest.h>

namespace holdfast {
namespace {

using namespace std::chrono_literals;

TEST(Letter, HasAWordForEveryKindAndStage) {
  for (const LetterKind kind : {LetterKind::kTest, LetterKind::kInvitation, LetterKind::kSummary,
                                LetterKind::kAlert, LetterKind::kFarewell}) {
    EXPECT_EQ(letter_kind(word(kind)), kind);
  }
  for (const LetterStage stage :
       {LetterStage::kWriting, LetterStage::kWaiting, LetterStage::kSending, LetterStage::kSent,
        LetterStage::kRefused, LetterStage::kUnsure, LetterStage::kWithdrawn}) {
    EXPECT_EQ(letter_stage(word(stage)), stage);
  }
  EXPECT_EQ(letter_kind("newsletter"), std::nullopt);
  EXPECT_EQ(letter_stage(""), std::nullopt);
}

TEST(Letter, IsOpenWhileSomethingIsToBeDone) {
  const auto open = [](LetterStage stage) { return is_open(Letter{.stage = stage}); };
  EXPECT_TRUE(open(LetterStage::kWriting) && open(LetterStage::kWaiting) &&
              open(LetterStage::kSending));
  EXPECT_FALSE(open(LetterStage::kSent) || open(LetterStage::kRefused) ||
               open(LetterStage::kUnsure) || open(LetterStage::kWithdrawn));
}

TEST(PauseAfter, DoublesUpToSixHours) {
  EXPECT_EQ(pause_after(0), 1min);
  EXPECT_EQ(pause_after(1), 1min);
  EXPECT_EQ(pause_after(2), 2min);
  EXPECT_EQ(pause_after(9), 256min);
  EXPECT_EQ(pause_after(10), 6h);
  EXPECT_EQ(pause_after(100'000), 6h);
}

TEST(News, IsEmptyOnlyWithoutAnyWord) {
  EXPECT_TRUE(News().empty());
  EXPECT_FALSE((News{{}, true}).empty());
  EXPECT_FALSE((News{{{AlertKind::kSlip, 1}}, false}).empty());
}

}  // namespace
}  // namespace holdfast
